import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { call, createSource, credentials } from "../support/product";

const run = Date.now();
const folder = mkdtempSync(join(tmpdir(), "advertisex-erase-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number;
  out: string;
  err: string;
}

function advertisex(args: string[], input = ""): Promise<Ended> {
  const { url, manageKey } = credentials();
  const env = { ...process.env, ADVERTISEX_URL: url, ADVERTISEX_KEY: manageKey };
  return new Promise((resolve) => {
    const script = join(process.cwd(), "scripts/advertisex.mjs");
    const child = execFile(process.execPath, [script, ...args], { cwd: folder, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err });
    });
    child.stdin?.end(input);
  });
}

interface Answer {
  batchId: string;
  stored: number;
  rejected: number;
}

test("erases a user from the command line: events, reports and rejects", async () => {
  const [user, other, campaignId] = [`person-${run}`, `other-${run}`, `erase-${run}`];
  const source = await createSource({ name: "Erasure", unknownReferences: "create" });
  const record = (userId: string, index: number) => ({
    eventId: `erase-${run}-${userId}-${index}`,
    occurredAt: new Date(run - 86_400_000 - index * 60_000).toISOString(),
    userId,
    campaignId,
    creativeId: `erase-creative-${run}`,
    site: "a.example",
  });
  const sent = await call<Answer>("/api/ingest/impressions?wait=60", {
    key: source.ingestKey,
    contentType: "application/json",
    body: JSON.stringify([
      ...[0, 1, 2].map((index) => record(user, index)),
      record(other, 3),
      { ...record(user, 4), occurredAt: "never" },
      { ...record(other, 5), occurredAt: "never" },
    ]),
  });
  expect(sent.body).toMatchObject({ stored: 4, rejected: 2 });

  expect((await advertisex(["erase", "--user", user])).code, "nobody can be asked").toBe(2);
  const erased = await advertisex(["erase", "--user", "-", "--yes", "--json"], `${user}\n`);
  expect(erased.code, erased.err).toBe(0);
  expect(erased.out + erased.err).not.toContain(user);
  expect(JSON.parse(erased.out)).toMatchObject({
    state: "done",
    counts: { impression: 3, journey_event: 3, event_key: 3, rejected_record: 1 },
  });
  const { readKey } = credentials();
  const rejects = await call<{ rejects: { raw: string; message: string }[] }>(
    `/api/batches/${sent.body.batchId}/rejects?format=json`,
    { key: readKey },
  );
  expect(rejects.body.rejects).toMatchObject([
    { raw: "", message: "The record was deleted with its user." },
    { raw: expect.stringContaining(other) },
  ]);
  await expect
    .poll(async () => {
      const path = `/api/campaigns/${campaignId}/performance?traffic=gross&bucket=none`;
      const report = await call<{ totals: { impressions: number } }>(path, { key: readKey });
      return report.body.totals.impressions;
    })
    .toBe(1);
});

test("imports rates of currencies, again without harm, and lists them", async () => {
  const file = join(folder, "rates.csv");
  writeFileSync(file, "day;base;currency;rate\n2020-02-03;CHF;NOK;9.5\n2020-02-04;CHF;NOK;9.6\n");
  const first = await advertisex(["rates", "import", file, "--json"]);
  expect(first.code, first.err).toBe(0);
  const { created, updated } = JSON.parse(first.out);
  expect(created + updated).toBe(2);
  expect(
    JSON.parse(
      (await advertisex(["rates", "import", "-", "--json"], "day,base,currency,rate\n2020-02-03,CHF,NOK,9.4")).out,
    ),
  ).toEqual({
    created: 0,
    updated: 1,
  });
  const listed = await advertisex(["rates", "list", "--from", "2020-02-03", "--to", "2020-02-04"]);
  expect(listed.out).toContain("2020-02-03  1 CHF = 9.4");
  expect((await advertisex(["rates", "import", "-"], "day,base\n1,2\n")).code).toBe(2);
});
