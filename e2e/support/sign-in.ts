import type { Page } from "@playwright/test";
import { credentials } from "./product";

type Cookies = Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>>;

let session: Cookies | undefined;

/**
 * Signs the administrator in: through the form the first time, with that session afterwards, since the form
 * takes only so many attempts a minute. Which screen shows then is the caller's to say.
 */
export async function signIn(page: Page): Promise<void> {
  if (session) {
    await page.context().addCookies(session);
    return;
  }
  await signInByForm(page);
  session = await page.context().cookies();
}

/** Signs the administrator in through the form, with a session of its own. */
export async function signInByForm(page: Page): Promise<void> {
  const { adminEmail, adminPassword } = credentials();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(adminEmail);
  await page.getByLabel("Password", { exact: true }).fill(adminPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/overview**");
}
