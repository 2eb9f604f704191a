import { readFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { credentials } from "../support/product";

/** The focus goes on with the key until it is where it should be, as a person's does who watches the ring. */
async function focusOn(page: Page, target: Locator, key = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target, "cannot be reached by keyboard").toBeFocused();
}

test("the morning of an account manager, from sign-in to an exported report, entirely by keyboard", async ({
  page,
}) => {
  const { adminEmail, adminPassword } = credentials();
  await page.goto("/sign-in");
  await focusOn(page, page.getByLabel("Email"));
  await page.keyboard.type(adminEmail);
  await page.keyboard.press("Tab");
  await focusOn(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(adminPassword);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/overview");

  // what needs me leads to its place
  const advertiser = page.getByRole("table", { name: "My advertisers" }).getByRole("link").first();
  await focusOn(page, advertiser);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/campaigns\?advertiser=/);

  // find, sort, move and open
  const table = page.getByRole("table", { name: "Campaigns" });
  await expect(table.getByRole("link").first()).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search campaigns" })).toBeFocused();
  await page.keyboard.press("Escape");
  await focusOn(page, table.getByRole("button", { name: "Spend" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sort=costMicros/);
  await focusOn(page, table.getByRole("link").first());
  await page.keyboard.press("j");
  const second = table.getByRole("link").nth(1);
  await expect(second).toBeFocused();
  const name = (await second.textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

  // the figures behind a figure
  const clicks = page.getByTestId("metric-clicks").getByRole("button", { name: /^Clicks/ });
  await focusOn(page, clicks);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Where Clicks comes from" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(clicks).toBeFocused();

  // the chart's figures and its picture
  const take = page.getByRole("button", { name: "Export" });
  await focusOn(page, take);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Figures as CSV" })).toBeFocused();
  const figures = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect(readFileSync(await (await figures).path(), "utf8")).toContain("impressions");
  await focusOn(page, take, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Figures as CSV" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Chart as picture" })).toBeFocused();
  const picture = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const png = readFileSync(await (await picture).path());
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.byteLength).toBeGreaterThan(10_000);

  // the report
  await focusOn(page, page.getByRole("link", { name: "Report" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("button", { name: "Print or save as PDF" })).toBeVisible();
  expect((await page.pdf()).subarray(0, 4).toString()).toBe("%PDF");

  // and on to the next: the palette, then the keys of the screens
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("fresh");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/freshness");
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.waitForURL("**/overview");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("To Campaigns");
});
