import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import Papa from "papaparse";
import { hostileStrings } from "../../scripts/test/hostile-strings";
import { call, createSource, credentials } from "../support/product";
import { signIn } from "../support/sign-in";

interface Answer {
  batchId: string;
  received: number;
  stored: number;
  rejected: number;
  duplicate: number;
  pending: number;
}
interface Reject {
  record: number;
  reason: string;
  message: string;
  raw: string;
}

const run = Date.now();
const campaign = `hostile-${run}`;
/** They become campaigns too, so there are few of them. */
const campaignTexts = ["<b id=hostile-element>", "=1+1", "＝1+1", "@SUM(1)", "\u202eevil\u202c", "__proto__"];
const campaigns = campaignTexts.map((text) => `${text} ${run}`);
let source: { id: string; ingestKey: string };
let sent: Answer;
let broken: Answer;
const brokenRecords = hostileStrings.map((text, index) => ({
  eventId: `b-${run}-${index}`,
  occurredAt: text,
  userId: text,
}));

async function send(kind: string, records: readonly object[]): Promise<Answer> {
  const { status, body } = await call<Answer>(`/api/ingest/${kind}?wait=60`, {
    key: source.ingestKey,
    body: JSON.stringify(records),
    contentType: "application/json",
  });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.received).toBe(records.length);
  expect(body.stored + body.duplicate + body.rejected).toBe(body.received);
  return body;
}

test.beforeAll(async () => {
  source = await createSource({ name: `<b id=hostile-element>=1+1 ${run}`, unknownReferences: "create" });
  const common = (index: number) => ({ occurredAt: new Date(run - index * 1000).toISOString(), userId: `u-${index}` });
  sent = await send("impressions", [
    ...hostileStrings.map((text, index) => ({
      ...common(index),
      eventId: `i-${run}-${index}`,
      campaignId: campaign,
      // an id is known once: in another campaign it would contradict the catalogue
      creativeId: `${text} ${run}`,
      site: text,
      placement: text,
    })),
    ...campaigns.map((campaignId, index) => ({
      ...common(index),
      campaignId,
      creativeId: `k-${run}-${index}`,
      site: "a.example",
    })),
  ]);
  broken = await send("clicks", brokenRecords);
});

const read = async <T>(path: string): Promise<T> => (await call<T>(path, { key: credentials().readKey })).body;

async function readCsv(request: APIRequestContext, path: string): Promise<string[][]> {
  const headers = { authorization: `Bearer ${credentials().readKey}` };
  const answer = await request.get(`${credentials().url}${path}`, { headers });
  expect(answer.status(), path).toBe(200);
  const { data, errors } = Papa.parse<string[]>(await answer.text(), { newline: "\r\n", delimiter: "," });
  expect(errors.filter((error) => error.code !== "UndetectableDelimiter")).toEqual([]);
  return data;
}

/** As a spreadsheet may read it: space, marks and control characters in front do not count, wide signs do as plain ones. */
function isFormula(cell: string): boolean {
  if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(cell)) return false;
  const bare = cell.normalize("NFKC").replace(/^[\s\p{Cc}\p{Cf}]+/u, "");
  return /^[=+\-@]/.test(bare) || /^[\t\r\n]/.test(cell);
}

test("are stored as they are or rejected with a reason, and read back", async () => {
  const { rows } = await read<{ rows: { group: string }[] }>(
    `/api/campaigns/${campaign}/performance?groupBy=creative&bucket=none&from=${day(-2)}&to=${day(1)}`,
  );
  const rejects = await rejectsOf(sent.batchId);
  const shown = new Set(rows.map((row) => row.group));
  const refused = new Set(rejects.map((reject) => reject.record));
  for (const [index, text] of hostileStrings.entries()) {
    expect(refused.has(index + 1) || shown.has(`${text} ${run}`.trim()), JSON.stringify(text).slice(0, 80)).toBe(true);
  }
  expect(refused.size).toBe(sent.rejected);
  expect(sent.rejected).toBeGreaterThan(10);
  for (const reject of rejects) expect(reject.message.length).toBeGreaterThan(10);
});

test("are kept as they were sent, where a record is rejected", async () => {
  expect(broken.rejected).toBe(hostileStrings.length);
  for (const { record, raw } of await rejectsOf(broken.batchId)) {
    const text = JSON.stringify(brokenRecords[record - 1]);
    expect(text.startsWith(raw.replace(/…$/, "").slice(0, 2000)), raw.slice(0, 80)).toBe(true);
  }
});

async function rejectsOf(batchId: string): Promise<Reject[]> {
  return (await read<{ rejects: Reject[] }>(`/api/batches/${batchId}/rejects?format=json`)).rejects;
}

const day = (offset: number) => new Date(run + offset * 86_400_000).toISOString().slice(0, 10);

test("are no formulas in any file for a spreadsheet", async ({ request }) => {
  const issues = await issuesOf();
  const range = `from=${day(-2)}&to=${day(1)}&format=csv`;
  const paths = [
    `/api/batches/${sent.batchId}/rejects?format=csv`,
    `/api/batches/${broken.batchId}/rejects?format=csv`,
    `/api/campaigns?${range}`,
    `/api/campaigns/${campaign}/performance?groupBy=creative&bucket=none&${range}`,
    `/api/campaigns/${campaign}/performance?groupBy=site&bucket=none&${range}`,
    ...issues.map((issue) => `/api/quality/issues/${issue.id}/records?format=csv`),
  ];
  for (const path of paths) {
    const rows = await readCsv(request, path);
    expect(rows.length, path).toBeGreaterThan(1);
    const formula = rows.flat().find(isFormula);
    expect(formula, path).toBeUndefined();
  }
});

const issuesOf = async () =>
  (await read<{ issues: { id: string }[] }>(`/api/quality/issues?source=${source.id}`)).issues;

/** Goes to a screen, waits until it shows the text, and looks whether any of the texts did more than stand there. */
async function expectText(page: Page, path: string, text: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByText(text).first()).toBeVisible({ timeout: 30_000 });
  await page.waitForTimeout(500);
  const found = await page.evaluate(() => ({
    ran: (window as { hostile?: unknown }).hostile !== undefined,
    elements: document.querySelectorAll("#hostile-element, img[src=x], iframe[srcdoc], math, base").length,
  }));
  expect(found, path).toEqual({ ran: false, elements: 0 });
}

test("stand as text on every screen", async ({ page }) => {
  test.slow();
  const faults: string[] = [];
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  await signIn(page);
  const markup = "<b id=hostile-element>";
  await expectText(page, `/quality?source=${source.id}`, markup);
  for (const issue of await issuesOf()) await expectText(page, `/quality/${issue.id}`, "hostile");
  await expectText(page, `/imports/${broken.batchId}`, "hostile");
  await expectText(page, `/imports/${sent.batchId}`, "hostile");
  await expectText(page, "/imports", markup);
  await expectText(page, `/sources/${source.id}`, markup);
  await expectText(page, `/campaigns?q=${run}`, `${markup} ${run}`);
  await expectText(page, `/campaigns/${campaign}`, "hostile");
  for (const id of campaigns) await expectText(page, `/campaigns/${encodeURIComponent(id)}`, String(run));
  expect(faults).toEqual([]);
});
