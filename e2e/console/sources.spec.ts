import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { call } from "../support/product";
import { signIn } from "../support/sign-in";

/** What the dialog shows once: the first block of code in it. */
const shown = async (page: Page) => (await page.getByRole("dialog").locator("code").first().textContent()) ?? "";

const sends = async (key: string, id: string) => {
  const answer = await call("/api/ingest/clicks", {
    key,
    body: JSON.stringify({ eventId: id, occurredAt: new Date().toISOString(), userId: "ann", campaignId: "c" }),
    contentType: "application/json",
  });
  return answer.status;
};

test("a source is made, its key rotated and revoked, and a folder fetched for it", async ({ page }) => {
  const name = `Browser source ${Date.now()}`;
  await signIn(page);
  await page.goto("/sources");
  await page.getByRole("button", { name: "New source" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Creatives and campaigns that the catalogue does not know").click();
  await page.getByRole("option", { name: /Take them in/ }).click();
  await page.getByRole("button", { name: "Make source" }).click();
  const first = await shown(page);
  expect(first).toMatch(/^axk_ingest_/);
  expect(await sends(first, `${name} 1`)).toBe(202);
  await page.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.getByText(first)).toHaveCount(0);

  await page.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Rotate…" }).click();
  await page.getByRole("button", { name: "Rotate", exact: true }).click();
  await expect(page.getByRole("dialog").getByText("Copy it now")).toBeVisible();
  const second = await shown(page);
  expect([await sends(first, `${name} 2`), await sends(second, `${name} 3`)]).toEqual([202, 202]);
  await page.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText("ending", { exact: true })).toBeVisible();

  await page
    .getByRole("listitem")
    .filter({ hasText: "ending" })
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await page.getByRole("menuitem", { name: "Revoke…" }).click();
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByText("revoked", { exact: true })).toBeVisible();
  await expect.poll(() => sends(first, `${name} 4`), { timeout: 6_000 }).toBe(401);
  expect(await sends(second, `${name} 5`)).toBe(202);
});

test("settings and mapping are kept, and what is wrong with them is said", async ({ page }) => {
  await signIn(page);
  await page.goto("/sources/default");
  await page.getByLabel("Events a second, at most").fill("none");
  await expect(page.getByText("A number from 1 to 10000000, or nothing.")).toBeVisible();
  await page.getByLabel("Events a second, at most").fill("150000");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Settings saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Events a second, at most")).toHaveValue("150000");

  await page.getByRole("radio", { name: "JSON" }).click();
  await page.getByLabel("Mapping as JSON").fill("{");
  await expect(page.getByText(/This is not JSON/)).toBeVisible();
});

/** Makes a source and gives the name of it; its page shows. */
const makeSource = async (page: Page) => {
  const name = `Mapped source ${Date.now()}`;
  await page.goto("/sources");
  await page.getByRole("button", { name: "New source" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Make source" }).click();
  await page.getByRole("button", { name: /propose its mapping/ }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return name;
};

test("a mapping is proposed from a sample, changed, previewed and kept", async ({ page }) => {
  await signIn(page);
  await makeSource(page);
  const year = new Date().getUTCFullYear() - 1;
  const rows = [`c1;u1;04.05.${year} 09:10`, `c1;u2;13.05.${year} 10:00`];
  const mapping = page.locator("#mapping");
  await mapping.getByLabel("Kind of the records").click();
  await page.getByRole("option", { name: "Clicks", exact: true }).click();
  await mapping.getByLabel("Sample of their records").fill(["cmp;usr;click_time", ...rows].join("\n"));
  await mapping.getByRole("button", { name: "Use this sample" }).click();
  await expect(mapping.getByText("0 of the first 2 records are accepted.")).toBeVisible();

  await expect(mapping.getByText(/^3 proposed rules/)).toBeVisible();
  await expect(mapping.getByText(/dd\.MM\.yyyy HH:mm/).first()).toBeVisible();
  await mapping.getByRole("button", { name: "Accept all" }).click();
  await expect(mapping.getByLabel("Their field for userId")).toHaveValue("usr");
  await expect(mapping.getByText(`${year}-05-13 10:00:00 UTC`)).toBeVisible();
  await expect(mapping.getByText("Not in the catalogue").first()).toBeVisible();
  await expect(mapping.getByText("Not saved.", { exact: false })).toBeVisible();

  const format = mapping.getByLabel("Format of occurredAt");
  await format.fill("YYYY");
  await expect(mapping.getByText(/write yyyy for the year/).first()).toBeVisible();
  await format.fill("dd.MM.yyyy HH:mm");
  const user = mapping.getByLabel("Their field for userId");
  await user.fill("us");
  await expect(page.getByRole("option", { name: /usr/ })).toBeVisible();
  await user.press("ArrowDown");
  await user.press("Enter");
  await expect(user).toHaveValue("usr");

  await mapping.getByRole("button", { name: "Save mapping" }).click();
  await expect(page.getByText("Mapping saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Their field for campaignId")).toHaveValue("cmp");
});

test("the list and the page of a source tell how it does", async ({ page }) => {
  await signIn(page);
  await page.goto("/sources");
  const row = page.getByRole("row").filter({ hasText: "default" }).first();
  await expect(row).toContainText(/fresh|late|stale|never sent/);
  await row.getByRole("link").first().click();
  await expect(page.getByTestId("metric-reject-share")).toContainText("Rejected");
  await expect(page.getByTestId("metric-open-issues")).toContainText("working");
  await page.getByRole("radio", { name: "30 days" }).click();
  await expect(page).toHaveURL(/days=30/);
  await expect(page.getByTestId("metric-received")).toContainText("Received in 30 days");
  await expect(page.getByTestId("metric-open-issues").getByRole("link")).toHaveAttribute("href", /\/quality\?source=/);
});

test("files of a folder are taken once", async ({ page }) => {
  const folder = join(process.env.E2E_DATA_DIR ?? "", "pull", `browser-${Date.now()}`);
  mkdirSync(folder, { recursive: true });
  const row = `row-${Date.now()},${new Date().toISOString()},ann,fetched`;
  writeFileSync(join(folder, "clicks.csv"), `eventId,occurredAt,userId,campaignId\n${row}\n`);
  await signIn(page);
  await page.goto("/sources/default");
  await page.getByRole("button", { name: "New folder or bucket" }).click();
  await page.getByLabel("Name", { exact: true }).last().fill("Drop folder");
  await page.getByLabel("Folder on the server").fill(folder);
  await page.getByLabel("Look through it").click();
  await page.getByRole("option", { name: "every minute" }).click();
  await page.getByRole("button", { name: "Try it" }).click();
  await expect(page.getByText("clicks.csv")).toBeVisible();
  await page.getByRole("button", { name: "Set it up" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: "Files", exact: true }).click();
  await expect(page.getByRole("link", { name: "clicks.csv" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("link", { name: "clicks.csv" }).click();
  await expect(page.getByText("done", { exact: true }).first()).toBeVisible();
});
