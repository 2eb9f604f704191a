import { expect, test } from "@playwright/test";
import { call, credentials } from "../support/product";
import { signIn } from "../support/sign-in";

interface Catalogue {
  advertisers: { id: string; name: string }[];
  campaigns: { id: string; name: string; budgetMicros: number | null }[];
}

const stored = async () => (await call<Catalogue>("/api/catalog", { key: credentials().readKey })).body;

test("a file shows what it would do, does it, and one entry of it is changed by hand", async ({ page }) => {
  const run = Date.now();
  await signIn(page);
  await page.goto("/catalogue");
  await expect(page.getByRole("table", { name: "Campaigns" })).toBeVisible();
  await page.getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog", { name: "Import into the catalogue" });
  const choose = (name: string, text: string) =>
    dialog.getByLabel("File").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

  await choose("bad.csv", `id,name,currency\nadv-${run},Bad,euro\n`);
  await expect(dialog).toContainText("line 2, currency");
  await expect(dialog.getByRole("button", { name: "Import" })).toBeDisabled();

  const both = {
    advertisers: [{ id: `adv-${run}`, name: `Imported ${run}`, currency: "EUR", timeZone: "Europe/Berlin" }],
    campaigns: [{ id: `cmp-${run}`, advertiserId: `adv-${run}`, name: `From a file ${run}`, budgetMicros: 5_000_000 }],
  };
  await choose("catalogue.json", JSON.stringify(both));
  await expect(dialog).toContainText("2 new, 0 changed");
  expect((await stored()).advertisers.some(({ id }) => id === `adv-${run}`)).toBe(false);
  await dialog.getByRole("button", { name: "Import 2" }).click();
  await expect(dialog).toBeHidden();
  expect((await stored()).campaigns.find(({ id }) => id === `cmp-${run}`)).toMatchObject({ budgetMicros: 5_000_000 });

  await page.getByRole("searchbox", { name: "Search campaigns" }).fill(String(run));
  await page.getByRole("button", { name: `Change the campaign From a file ${run}` }).click();
  const edit = page.getByRole("dialog", { name: "Change the campaign" });
  await expect(edit.getByLabel("Id", { exact: true })).toBeDisabled();
  await edit.getByLabel("Budget").fill("12.5");
  await edit.getByLabel("Last day").fill("2020-01-01");
  await edit.getByLabel("First day").fill("2020-01-02");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit).toContainText("must not be before startsOn");
  await edit.getByLabel("Last day").fill("2020-02-01");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit).toBeHidden();
  expect((await stored()).campaigns.find(({ id }) => id === `cmp-${run}`)).toMatchObject({ budgetMicros: 12_500_000 });
});
