import type { Page } from "@playwright/test";
import { credentials } from "./product";

/** Signs the administrator in through the form, and waits for the first screen. */
export async function signIn(page: Page): Promise<void> {
  const { adminEmail, adminPassword } = credentials();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(adminEmail);
  await page.getByLabel("Password", { exact: true }).fill(adminPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/campaigns**");
}
