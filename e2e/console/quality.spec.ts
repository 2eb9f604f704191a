import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { call, createSource, credentials } from "../support/product";
import { signIn } from "../support/sign-in";

interface Issue {
  id: string;
  field: string | null;
  reason: string;
  count: number;
}

/** Clicks whose user stands under a name that nobody knows: none of them can be read without a mapping. */
async function sendBrokenFile(
  source: { ingestKey: string },
  run: number,
  { records, campaign }: { records: number; campaign: string },
): Promise<string> {
  const rows = Array.from({ length: records }, (_, index) => {
    const time = new Date(run - index * 60_000).toISOString();
    return `click-${run}-${index},${time},person-${index},${campaign}`;
  });
  const { body } = await call<{ batchId: string }>("/api/ingest/clicks?wait=30", {
    key: source.ingestKey,
    body: `${["event_id,timestamp,who,campaign_id", ...rows].join("\n")}\n`,
    contentType: "text/csv",
  });
  return body.batchId;
}

/** A campaign that nobody else sends to. */
async function createCampaign(run: number): Promise<string> {
  const id = `triage-${run}`;
  const advertiser = { id: "triage", name: "Triage" };
  await call("/api/catalog", {
    key: credentials().manageKey,
    method: "PUT",
    body: JSON.stringify({ advertisers: [advertiser], campaigns: [{ id, advertiserId: "triage", name: id }] }),
    contentType: "application/json",
  });
  return id;
}

async function issuesOf(source: string, state = "open"): Promise<Issue[]> {
  const { body } = await call<{ issues: Issue[] }>(`/api/quality/issues?source=${source}&state=${state}`, {
    key: credentials().readKey,
  });
  return body.issues;
}

async function figuresOf(batchId: string): Promise<{ stored: number; rejected: number }> {
  const { body } = await call<{ stored: number; rejected: number }>(`/api/batches/${batchId}`, {
    key: credentials().readKey,
  });
  return { stored: body.stored, rejected: body.rejected };
}

const rows = (page: Page) => page.getByTestId("issue-row");

test("an analyst finds a broken file by keyboard, mends the mapping, tries it, replays it, and undoes it once", async ({
  page,
}) => {
  test.slow();
  const run = Date.now();
  const source = await createSource({ name: `Broken ${run}` });
  const campaign = await createCampaign(run);
  const batchId = await sendBrokenFile(source, run, { records: 30, campaign });
  expect(await figuresOf(batchId)).toEqual({ stored: 0, rejected: 30 });

  await signIn(page);
  await page.goto(`/campaigns/${campaign}`);
  await expect(page.getByTestId("metric-clicks")).toContainText("Clicks 0:");

  await page.goto(`/quality?source=${source.id}`);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("Field is missing userId");
  await expect(rows(page)).toContainText("New");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/quality\/[^?]+\?source=/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Field is missing: userId");
  await expect(page.getByTestId("metric-issue-records")).toContainText("30");
  await expect(page.getByTestId("raw-record")).toContainText("person-");
  const first = (await page.getByTestId("raw-record").textContent()) ?? "";
  await page.keyboard.press("j");
  await expect(page.getByTestId("raw-record")).not.toHaveText(first);

  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Fix and replay" });
  await expect(dialog.getByTestId("trial-outcome")).toContainText("0 of 30 would now be accepted");
  await expect(dialog.getByText("What would still be wrong")).toBeVisible();
  await mapUser(page, "who");
  await expect(dialog.getByTestId("trial-outcome")).toContainText("30 of 30 would now be accepted");
  await expect(dialog.getByLabel("Use this mapping for what comes from now on")).toBeChecked();

  await dialog.getByRole("button", { name: "Replay 30 records" }).click();
  await expect(dialog).toBeHidden();
  const bar = page.getByTestId("replay-bar");
  await expect(bar).toContainText("30 records will be replayed");
  await bar.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone: nothing was replayed")).toBeVisible();
  await expect(bar).toBeHidden();
  expect(await figuresOf(batchId)).toEqual({ stored: 0, rejected: 30 });

  await page.getByRole("button", { name: "Fix and replay" }).click();
  await mapUser(page, "who");
  await expect(dialog.getByTestId("trial-outcome")).toContainText("30 of 30");
  await dialog.getByRole("button", { name: "Replay 30 records" }).click();
  await expect(dialog).toBeHidden();
  await expect(bar).toContainText("30 records will be replayed");
  await page.reload();
  await expect(bar).toContainText(/will be replayed|Replaying|about to be/);
  await expect(bar).toContainText("Replayed: 30 stored", { timeout: 45_000 });
  await expect(page.getByTestId("metric-issue-records")).toContainText("0");
  await expect(page.getByText("No record is rejected for this any more")).toBeVisible();
  await expect(page.getByRole("list", { name: "Replays" }).getByRole("listitem")).toHaveCount(2);
  expect(await figuresOf(batchId)).toEqual({ stored: 30, rejected: 0 });
  await bar.getByRole("link", { name: "the batch", exact: true }).click();
  await page.waitForURL(`**/imports/${batchId}`);
  await expect(page.getByTestId("batch-stored")).toContainText("30");

  const next = await sendBrokenFile(source, run - 3_600_000, { records: 3, campaign });
  expect(await figuresOf(next)).toEqual({ stored: 3, rejected: 0 });

  await page.goto(`/campaigns/${campaign}`);
  await expect(page.getByTestId("metric-clicks")).toContainText("Clicks 33:", { timeout: 60_000 });
  await page.getByTestId("metric-clicks").getByRole("button").first().click();
  await expect(page.getByRole("dialog")).toContainText("33");
});

/** Chooses where the user stands in their records. */
async function mapUser(page: Page, path: string): Promise<void> {
  const row = page
    .getByRole("list", { name: "Our fields of clicks" })
    .getByRole("listitem")
    .filter({ hasText: "userId" });
  const box = row.getByRole("combobox").first();
  await box.click();
  await box.fill(path);
  await page.getByRole("option", { name: path }).first().click();
}

test("several issues are ignored with a reason, opened again and resolved together", async ({ page }) => {
  const run = Date.now();
  const source = await createSource({ name: `Several ${run}`, unknownReferences: "create" });
  const time = new Date(run).toISOString();
  const { body: batch } = await call<{ batchId: string }>("/api/ingest/clicks?wait=30", {
    key: source.ingestKey,
    body: [
      { campaignId: "camp-1", timestamp: time },
      { campaignId: "camp-1", userId: "u1" },
      { userId: "u1", timestamp: time },
    ]
      .map((record) => JSON.stringify(record))
      .join("\n"),
    contentType: "application/x-ndjson",
  });
  await signIn(page);
  await page.goto(`/quality?source=${source.id}`);
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+J");
  await expect(page.getByRole("region", { name: "Selected issues" })).toContainText("2 selected");
  await page.keyboard.press("i");
  const ignore = page.getByRole("dialog", { name: "Ignore 2 issues?" });
  await expect(ignore.getByRole("button", { name: "Ignore", exact: true })).toBeDisabled();
  await ignore.getByLabel("Why can it be ignored?").fill("Their test traffic");
  await ignore.getByRole("button", { name: "Ignore", exact: true }).click();
  await expect(rows(page)).toHaveCount(1);
  expect(await issuesOf(source.id, "ignored")).toHaveLength(2);

  await page.getByRole("radio", { name: /^Ignored/ }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.getByLabel("Select all").check();
  await page.getByRole("button", { name: "Open again" }).click();
  await expect(page.getByText("Nothing is ignored").or(page.getByText("No issue is like that"))).toBeVisible();
  await page.getByRole("radio", { name: /^Open/ }).click();
  await expect(rows(page)).toHaveCount(3);
  await page
    .getByRole("checkbox", { name: /^Select / })
    .nth(1)
    .click();
  await page
    .getByRole("checkbox", { name: /^Select / })
    .nth(3)
    .click({ modifiers: ["Shift"] });
  await expect(page.getByText("3 selected")).toBeVisible();
  await page.getByRole("button", { name: "Assign…" }).click();
  await page.getByRole("button", { name: /^Mine/ }).click();
  await expect(page.getByText("It is yours now: 3 issues")).toBeVisible();
  await page.keyboard.press("Shift+A");
  await page.keyboard.press("e");
  await expect(page.getByText("Resolved: 3 issues")).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  expect(await issuesOf(source.id, "resolved")).toHaveLength(3);

  await page.goto(`/quality/${(await issuesOf(source.id, "resolved"))[0]?.id}`);
  await expect(page.getByText("ignored it")).toHaveCount(await page.getByText("Their test traffic").count());
  await expect(page.getByText(/resolved it/)).toBeVisible();
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV of all records" }).click();
  const lines = (await readFile(await (await coming).path(), "utf8")).trim().split("\n");
  expect(lines).toEqual([expect.stringMatching(/^batchId,record,/), expect.stringContaining(`${batch.batchId},`)]);
});

test("hostile text is shown as text, and the faulty part is marked", async ({ page }) => {
  const run = Date.now();
  const source = await createSource({ name: `<b>Hostile</b> \u202Ereversed ${run}`, unknownReferences: "create" });
  const record = {
    userId: "u1",
    campaignId: "camp-1",
    timestamp: "<img src=x onerror=alert(1)>\u202E\0",
    note: "x".repeat(100_000),
  };
  await call("/api/ingest/clicks?wait=30", {
    key: source.ingestKey,
    body: JSON.stringify(record),
    contentType: "application/json",
  });
  const [issue] = await issuesOf(source.id);
  page.on("dialog", () => expect("a script of a record").toBe("never run"));
  await signIn(page);
  await page.goto(`/quality/${issue?.id}`);
  const raw = page.getByTestId("raw-record");
  await expect(raw.locator("[data-marked]").first()).toContainText('"timestamp":"<img src=x onerror=alert(1)>');
  await expect(raw).toContainText("RLO");
  await expect(raw.locator("img")).toHaveCount(0);
  expect(((await raw.textContent()) ?? "").length).toBeLessThan(3_000);
  await page.getByRole("button", { name: /^Show all / }).click();
  expect(((await raw.textContent()) ?? "").length).toBeGreaterThan(30_000);
  await expect(page.getByRole("link", { name: /<b>Hostile<\/b>/ }).first()).toBeVisible();
  // and turns nothing around on the screens that only mention it
  for (const path of ["/sources", `/sources/${source.id}`, "/freshness", `/imports?source=${source.id}`]) {
    await page.goto(path);
    await expect(page.locator("main").getByText("RLO").first(), path).toBeVisible();
  }
});

test("an issue that is not there is told in words", async ({ page }) => {
  await signIn(page);
  await page.goto("/quality/nothing-of-that-name");
  await expect(page.getByText("There is no such issue")).toBeVisible();
  await page.getByRole("link", { name: "All issues" }).click();
  await page.waitForURL("**/quality");
});
