import { expect, type Page, test } from "@playwright/test";
import { scriptPayloads } from "../../scripts/test/script-payloads";
import { call, createSource, credentials } from "../support/product";
import { signIn } from "../support/sign-in";

/* 100 and more scripts as names, in a file and its name, and in rejected records: none runs, and no page tries. */

const run = Date.now();
const marked = (payload: string) => `${payload} ${run}`;
/** Ids hold no control characters, such as the tabs of some payloads. */
const idOf = (payload: string) => `${payload.replace(/\s/g, " ")} ${run}`;
let source: { id: string; ingestKey: string };
let batchId: string;

test.beforeAll(async () => {
  expect(scriptPayloads.length).toBeGreaterThanOrEqual(100);
  const advertiser = { id: `scripts-${run}`, name: marked(scriptPayloads[0] ?? ""), currency: "EUR", timeZone: "UTC" };
  const campaigns = scriptPayloads.map((payload, no) => ({
    id: `s-${run}-${no}`,
    advertiserId: advertiser.id,
    name: marked(payload),
  }));
  const creatives = scriptPayloads.map((payload) => ({
    id: idOf(payload),
    campaignId: `s-${run}-0`,
    name: marked(payload),
  }));
  const put = await call("/api/catalog", {
    key: credentials().manageKey,
    method: "PUT",
    contentType: "application/json",
    body: JSON.stringify({ advertisers: [advertiser], campaigns, creatives }),
  });
  expect(put.status, JSON.stringify(put.body)).toBe(200);
  source = await createSource({ name: marked(scriptPayloads[1] ?? "") });
  const events = scriptPayloads.map((payload, no) => ({
    eventId: `p-${run}-${no}`,
    occurredAt: new Date(run - no * 1000).toISOString(),
    userId: payload,
    campaignId: `s-${run}-0`,
    creativeId: idOf(payload),
    site: payload,
    placement: payload,
  }));
  await ingest("impressions", events);
  // every value is wrong, so every one is shown as what was sent
  batchId = await ingest(
    "clicks",
    scriptPayloads.map((payload, no) => ({
      eventId: `c-${run}-${no}`,
      occurredAt: payload,
      userId: payload,
      campaignId: payload,
    })),
  );
});

async function ingest(kind: string, records: readonly object[]): Promise<string> {
  const { status, body } = await call<{ batchId: string }>(`/api/ingest/${kind}?wait=60`, {
    key: source.ingestKey,
    body: JSON.stringify(records),
    contentType: "application/json",
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.batchId;
}

const reports = async () => {
  const answer = await fetch(`${credentials().url}/api/metrics`, {
    headers: { authorization: `Bearer ${credentials().readKey}` },
  });
  const lines = (await answer.text()).split("\n").filter((line) => line.startsWith("advertisex_csp_reports_total"));
  return lines.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
};

/** Everything on the page is looked at: rows far down, panels that open late. */
async function look(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("main")).toBeVisible();
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
  await page.mouse.wheel(0, 4000);
  await page.waitForTimeout(300);
}

test("100 scripts in names, files and raw records run nowhere, and no page tries to", async ({ page }) => {
  test.slow();
  const faults: string[] = [];
  page.on("dialog", (dialog) => {
    faults.push(`dialog on ${page.url()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      console.error(`policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  page.on("console", (message) => message.type() === "error" && faults.push(`${page.url()}: ${message.text()}`));
  const before = await reports();
  await signIn(page);

  await look(page, `/campaigns?q=${run}`);
  const table = page.getByRole("table", { name: "Campaigns" });
  await expect(table).toHaveAttribute("aria-rowcount", String(scriptPayloads.length + 1));
  await table.getByRole("link").first().focus();
  for (let step = 0; step < 12; step += 1) await page.keyboard.press("PageDown");
  await look(page, `/campaigns/s-${run}-0`);
  const site = scriptPayloads[5] ?? "";
  await page.getByLabel("Search by site").fill(site, { timeout: 20_000 });
  await expect(page.getByRole("table", { name: "By site" }).getByText(site).first()).toBeVisible();
  await look(page, `/campaigns/s-${run}-0?filter=${encodeURIComponent(`site:${site}`)}`);
  await expect(page.getByTestId("filter-chip")).toContainText(site);
  await look(page, `/campaigns/s-${run}-0/report`);
  for (const no of [0, 3, 21, 60]) await look(page, `/campaigns/s-${run}-${no}`);
  for (const path of [
    "/overview",
    "/imports",
    `/imports/${batchId}`,
    "/sources",
    `/sources/${source.id}`,
    "/freshness",
    "/alerts?state=all",
    "/traffic",
    "/settings/audit",
    "/settings/people",
  ])
    await look(page, path);
  await look(page, `/quality?source=${source.id}`);
  const { body } = await call<{ issues: { id: string }[] }>(`/api/quality/issues?source=${source.id}`, {
    key: credentials().readKey,
  });
  expect(body.issues.length).toBeGreaterThan(0);
  for (const { id } of body.issues.slice(0, 4)) await look(page, `/quality/${id}`);
  // addresses and searches are texts too
  for (const payload of [scriptPayloads[0], scriptPayloads[22], scriptPayloads[60]])
    await look(page, `/campaigns?q=${encodeURIComponent(payload ?? "")}&tab=${encodeURIComponent(payload ?? "")}`);
  await page.keyboard.press("Control+k");
  await page.keyboard.type(String(run));
  await expect(page.getByRole("option").first()).toBeVisible();

  expect(faults).toEqual([]);
  expect(await reports()).toBe(before);
});
