import { expect, test } from "@playwright/test";
import { credentials } from "../support/product";
import { signInByForm } from "../support/sign-in";

test("a screen without a session leads to the sign-in, and back to where one wanted to go", async ({ page }) => {
  const { adminEmail, adminPassword } = credentials();
  await page.goto("/freshness");
  await page.waitForURL("**/sign-in**");
  await page.getByLabel("Email").fill(adminEmail);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();

  await page.getByLabel("Password", { exact: true }).fill(adminPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/freshness");
});

test("who signs out is out", async ({ page }) => {
  await signInByForm(page);
  await page
    .getByRole("button", { name: /administrator|account|admin/i })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in**");
  expect((await page.request.get("/api/campaigns")).status()).toBe(401);
});
