import { expect, test } from "@playwright/test";
import { signIn } from "../support/sign-in";

const csv = (text: string) => ({ name: "rates.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

test("rates are imported from a file, and a file with a fault is not", async ({ page }) => {
  await signIn(page);
  await page.goto("/settings");
  const input = page.getByLabel("CSV file of currency rates");
  await input.setInputFiles(csv("day,base,currency,rate\n2026-11-20,EUR,USD,one\n"));
  const dialog = page.getByRole("dialog", { name: "Import currency rates" });
  await expect(dialog.getByText("Line 2: rate")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Import" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await input.setInputFiles(csv("day,base,currency,rate\n2199-12-30,EUR,USD,1.0853\n2199-12-31,EUR,USD,1.0899\n"));
  await dialog.getByRole("button", { name: "Import 2" }).click();
  await expect(dialog).toBeHidden();
  const first = page.getByRole("table", { name: "Currency rates" }).getByRole("row").nth(1);
  await expect(first).toContainText("31 Dec 2199");
  await expect(first).toContainText("1.0899");
});

test("a user is deleted after the id was typed again, and the record does not name the user", async ({ page }) => {
  const userId = "somebody-who-never-was";
  await signIn(page);
  await page.goto("/settings");
  await page.getByLabel("User id, as senders write it").fill(userId);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this user?" });
  const confirm = dialog.getByRole("button", { name: "Delete for good" });
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel("User id").fill(userId);
  await confirm.click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("table", { name: "Deletions" }).getByRole("row").nth(1);
  await expect(row).toContainText("done", { timeout: 60_000 });
  await expect(page.locator("main")).not.toContainText(userId);
});
