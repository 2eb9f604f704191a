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

  await page.getByLabel("Mapping as JSON").fill("{");
  await expect(page.getByText(/This is not JSON/)).toBeVisible();
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
