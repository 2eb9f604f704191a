import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import Papa from "papaparse";
import { createSource } from "../support/product";
import { signIn } from "../support/sign-in";

/** 20 clicks, of which three have no user. */
function clicksFile(run: number): string {
  const rows = Array.from({ length: 20 }, (_, index) => {
    const time = new Date(run - index * 60_000).toISOString();
    const user = index % 7 === 3 ? "" : `user-${index}`;
    return `click-${run}-${index},${time},${user},camp-1,news.example`;
  });
  return `${["event_id,timestamp,user_id,campaign_id,site", ...rows].join("\n")}\n`;
}

/** Lets files fall onto the zone, as a mouse does. */
async function dropFile(page: Page, name: string, text: string, modifiedAt: number): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName, content, lastModified]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], fileName, { type: "text/csv", lastModified }));
      return transfer;
    },
    [name, text, modifiedAt] as const,
  );
  await page.locator("label", { hasText: "Drop files here" }).dispatchEvent("drop", { dataTransfer });
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByTestId("import-card").getByLabel(label, { exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

test("a dropped file is confirmed, imported, and its rejects come back corrected", async ({ page }) => {
  const run = Date.now();
  const sourceName = `Imports ${run}`;
  await createSource({ name: sourceName, unknownReferences: "create" });
  await signIn(page);
  await page.goto("/imports");
  await dropFile(page, `clicks-${run}.csv`, clicksFile(run), run);

  const card = page.getByTestId("import-card");
  await expect(card).toContainText("CSV");
  await choose(page, "Source", sourceName);
  await choose(page, "Kind", "Clicks");
  await expect(card.getByText("17 of the first 20 rows fit")).toBeVisible();
  await expect(card.getByRole("table", { name: "Preview" }).getByRole("row")).toHaveCount(21);
  await expect(card.getByText("userId is missing").first()).toBeVisible();
  await card.getByRole("button", { name: "Row 4, as it was sent" }).click();
  await expect(card.getByText(new RegExp(`^click-${run}-3,.*,,camp-1,news.example$`))).toBeVisible();

  await card.getByRole("button", { name: "Import", exact: true }).click();
  await expect(card.getByText("20 records: 17 stored, 3 rejected")).toBeVisible({ timeout: 30_000 });
  await card.getByRole("link", { name: "Open the batch and its rejects" }).click();
  await page.waitForURL("**/imports/*");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`clicks-${run}.csv`);
  await expect(page.getByTestId("batch-received")).toContainText("20");
  await expect(page.getByTestId("batch-stored")).toContainText("17");
  await expect(page.getByTestId("batch-rejected")).toContainText("3");
  await expect(page.getByRole("table", { name: "Rejects" }).getByRole("row")).toHaveCount(4);

  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV of all rejects" }).click();
  const rejects = Papa.parse<Record<string, string>>(await readFile(await (await coming).path(), "utf8"), {
    header: true,
    skipEmptyLines: true,
  });
  expect(rejects.data).toHaveLength(3);
  const corrected = rejects.data.map((row) => ({
    ...row,
    raw: row.raw?.replace(",,camp-1", ",user-found,camp-1"),
  }));

  await page.getByRole("button", { name: "Upload corrected file" }).click();
  await page.getByLabel("Drop the corrected file here").setInputFiles({
    name: "rejects.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(Papa.unparse(corrected)),
  });
  await expect(page.getByText("These are corrected rejects of another batch")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId("batch-stored")).toContainText("3", { timeout: 30_000 });
  await expect(page.getByTestId("batch-rejected")).toContainText("0");

  await page.getByRole("link", { name: "Open that batch" }).click();
  await expect(page.getByText("Its rejects were corrected")).toBeVisible();
  await expect(page.getByText("All 3 records are stored")).toBeVisible();
});

test("the same file, dropped again, is the same batch, and a new one when the person says so", async ({ page }) => {
  const run = Date.now();
  const sourceName = `Twice ${run}`;
  const { id } = await createSource({ name: sourceName, unknownReferences: "create" });
  await signIn(page);
  for (const round of [1, 2]) {
    // a new page forgets what it has sent, as the next morning does; the times have whole seconds
    if (round === 2) await page.waitForTimeout(5_000);
    await page.goto("/imports");
    await dropFile(page, `twice-${run}.csv`, clicksFile(run), run);
    await choose(page, "Source", sourceName);
    await choose(page, "Kind", "Clicks");
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await expect(page.getByText("20 records: 17 stored, 3 rejected")).toBeVisible({ timeout: 30_000 });
  }
  await expect(page.getByText("This file was imported before")).toBeVisible();
  await page.getByRole("button", { name: "Import again" }).click();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("20 records: 17 duplicates, 3 rejected")).toBeVisible({ timeout: 30_000 });

  await page.goto(`/imports?source=${id}`);
  await expect(page.getByRole("table", { name: "Batches" }).getByRole("row")).toHaveCount(3);
});

test("a batch that is not there is told in words", async ({ page }) => {
  await signIn(page);
  await page.goto("/imports/nothing-of-that-name");
  await expect(page.getByText("There is no such batch")).toBeVisible();
  await page.getByRole("link", { name: "All batches" }).click();
  await page.waitForURL("**/imports");
});
