import { expect, type Page, test } from "@playwright/test";
import { type BriefFiles, briefMapping, givenFiles, ownFiles } from "../support/brief-files";
import { call, createSource } from "../support/product";
import { signIn } from "../support/sign-in";

interface BatchAnswer {
  received: number;
  stored: number;
  duplicate: number;
  rejected: number;
  pending: number;
  reasons: unknown[];
}

const parts = [
  { path: "impressions", contentType: "application/json", file: (files: BriefFiles) => files.impressions },
  { path: "interactions", contentType: "text/csv", file: (files: BriefFiles) => files.interactions },
  { path: "bid-requests", contentType: "avro/binary", file: (files: BriefFiles) => files.bidRequests },
] as const;

async function sendAll(files: BriefFiles, key: string): Promise<BatchAnswer[]> {
  const answers: BatchAnswer[] = [];
  for (const part of parts) {
    const sent = await call<BatchAnswer>(`/api/ingest/${part.path}?wait=60`, {
      key,
      body: new Uint8Array(part.file(files)),
      contentType: part.contentType,
    });
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    answers.push(sent.body);
  }
  return answers;
}

const sum = (answers: BatchAnswer[], field: "received" | "stored" | "duplicate" | "rejected") =>
  answers.reduce((total, answer) => total + answer[field], 0);

function checks(name: string, read: () => BriefFiles | undefined) {
  test(`${name}: 3,000 records go in with a mapping only, and once`, async ({ page }) => {
    const files = read();
    if (!files) {
      console.warn(`COULD NOT RUN: ${name}: the folder advertisex-brief of FIXTURES_DIR is not here`);
      test.skip(true, "the given files are not on this machine");
      return;
    }
    const source = await createSource({ name, unknownReferences: "create", mapping: briefMapping });
    const first = await sendAll(files, source.ingestKey);
    expect(first.flatMap((answer) => answer.reasons)).toEqual([]);
    expect([sum(first, "received"), sum(first, "stored")]).toEqual([3000, 3000]);

    const second = await sendAll(files, source.ingestKey);
    expect([sum(second, "received"), sum(second, "duplicate"), sum(second, "stored")]).toEqual([3000, 3000, 0]);

    await expectOnPage(page, files);
  });
}

async function expectOnPage(page: Page, files: BriefFiles) {
  const impressions = JSON.parse(files.impressions.toString()) as { timestamp: string }[];
  const days = impressions.map((impression) => impression.timestamp.slice(0, 10)).sort();
  await signIn(page);
  await page.goto(`/campaigns/unassigned?from=${days[0]}&to=${days.at(-1)}`);
  // a year of late events is refreshed behind whatever else is late at that moment
  await expect(page.getByTestId("metric-impressions")).toContainText("1,000", { timeout: 60_000 });
}

checks("Own files", ownFiles);
checks("Given files", givenFiles);
