import { expect, type Locator, type Page, test } from "@playwright/test";
import { type AttributionWorld, sendAttributionWorld } from "../support/attribution-world";
import { call, credentials } from "../support/product";
import { signIn } from "../support/sign-in";

// each test visits several screens, and what it sends has to be worked out first
test.describe.configure({ timeout: 180_000 });

let world: AttributionWorld;

interface Detail {
  state: string;
  touches: { why: string | null; credits: { model: string; creditMicros: number }[] }[];
}

async function detailOf(eventId: string): Promise<Detail> {
  const { body } = await call<Detail>(`/api/conversions/${eventId}`, { key: credentials().readKey });
  return body;
}

/** What became of each conversion, as the API tells it. */
async function states(): Promise<string[]> {
  const { clicked, viewed, repeated, lonely } = world.ids;
  return Promise.all([clicked, viewed, repeated, lonely].map(async (id) => (await detailOf(id)).state));
}

const day = () => `from=${world.day}&to=${world.day}`;

async function open(page: Page, query: string): Promise<void> {
  await page.goto(`/campaigns/${world.campaignId}?${day()}&${query}`);
}

const conversionRow = (page: Page, text: string) => page.getByTestId("conversion-row").filter({ hasText: text });

/** The parts of a row of a comparison: first, second, difference. */
async function cells(table: Locator, name: string): Promise<string[]> {
  const texts = await table.getByRole("row").filter({ hasText: name }).getByRole("cell").allTextContents();
  return texts.slice(1);
}

test.beforeAll(async () => {
  world = await sendAttributionWorld(Date.now());
  await expect.poll(states, { timeout: 60_000 }).toEqual(["credited", "credited", "repeated_order", "unattributed"]);
});

test("an account manager opens a conversion and sees its touches, what each model gives them, and why others have none", async ({
  page,
}) => {
  await signIn(page);
  await open(page, "tab=conversions");
  await expect(page.getByTestId("conversion-row")).toHaveCount(4);
  await expect(conversionRow(page, "€90.00")).toContainText("click");
  await conversionRow(page, "€90.00").getByRole("button").click();
  const sheet = page.getByRole("dialog", { name: /Why this conversion/ });
  await expect(page).toHaveURL(new RegExp(`conversion=${world.ids.clicked}`));
  await expect(sheet.getByTestId("conversion-text")).toHaveText(/Linear.* credits 2 clicks\./);
  await expect(
    sheet.getByRole("img", { name: /3 clicks, 4 views\. Click window 7 days, view window 1 day/ }),
  ).toBeVisible();

  const credits = sheet.getByTestId("credit-row");
  await expect(credits).toHaveCount(2);
  // linear first, since it is the campaign's own; then last touch, first touch, time decay, position
  await expect(credits.nth(0).getByRole("cell")).toContainText([
    "autumn sale",
    "50%€45.00",
    "–",
    "100%€90.00",
    "%",
    "50%",
  ]);
  await expect(credits.nth(1).getByRole("cell")).toContainText([
    "winter sale",
    "50%€45.00",
    "100%€90.00",
    "–",
    "%",
    "50%",
  ]);

  await expect(sheet.getByTestId("no-credit-outside_click_window")).toContainText("click window of 7 days");
  await expect(sheet.getByTestId("no-credit-outside_click_window").getByRole("listitem")).toHaveCount(1);
  await expect(sheet.getByTestId("no-credit-click_preferred").getByRole("listitem")).toHaveCount(2);
  await expect(sheet.getByTestId("no-credit-outside_view_window").getByRole("listitem")).toHaveCount(1);
  await expect(sheet.getByTestId("no-credit-after_conversion").getByRole("listitem")).toHaveCount(1);

  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page).not.toHaveURL(/conversion=/);
  await expect(conversionRow(page, "€90.00").getByRole("button")).toBeFocused();
});

test("a repeated order leads to the conversion that counts, and one without touches says so, also by a link", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page);
  await open(page, `tab=conversions&conversion=${world.ids.repeated}`);
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByTestId("conversion-text")).toContainText("Another conversion of the same order counts");
  await sheet.getByRole("button", { name: "Open the one that counts" }).click();
  await expect(page).toHaveURL(new RegExp(`conversion=${world.ids.viewed}`));
  await expect(sheet.getByTestId("conversion-text")).toContainText("credits 1 view.");
  await open(page, `conversion=${world.ids.lonely}`);
  await expect(sheet.getByTestId("conversion-text")).toContainText("No valid click in the 7 days before it");
  await expect(sheet).toContainText("no click and no impression of the campaign");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await open(page, "conversion=nothing-of-that-name");
  await expect(sheet.getByText("There is no such conversion")).toBeVisible();
});

test("two models stand side by side, and other windows are tried without a change of what is stored", async ({
  page,
}) => {
  await signIn(page);
  await open(page, "tab=attribution&right=last_touch");
  const models = page.getByRole("table", { name: "Two models" });
  await expect(async () => {
    expect(await cells(models, "autumn sale")).toEqual(["1.5", "1", "−0.5−33.3%"]);
    expect(await cells(models, "winter sale")).toEqual(["0.5", "1", "+0.5+100.0%"]);
    expect(await cells(models, "Total")).toEqual(["2", "2", "0"]);
  }).toPass({ timeout: 60_000 });
  await page.getByRole("radio", { name: "Revenue" }).click();
  await expect(page).toHaveURL(/compare=revenue/);
  await expect(models.getByRole("row").filter({ hasText: "winter sale" })).toContainText("€45.00€90.00+€45.00");

  await page.getByLabel("Click window, days").fill("0");
  await page.getByRole("button", { name: "Work it out" }).click();
  await expect(page).toHaveURL(/clickDays=0&viewDays=1/);
  const line = (name: string) => page.getByTestId(`what-if-${name}`).getByRole("cell");
  await expect(line("post-click")).toContainText(["Post-click", "1", "0", "−1"]);
  await expect(line("post-view")).toContainText(["Post-view", "1", "2", "+1"]);
  await expect(line("unattributed")).toContainText(["Unattributed", "1", "1", "0"]);
  await page.getByRole("button", { name: "Back to what is stored" }).click();
  await expect(page).not.toHaveURL(/clickDays/);
  expect((await detailOf(world.ids.clicked)).touches.flatMap(({ credits }) => credits).length).toBeGreaterThan(0);
  expect(await states()).toEqual(["credited", "credited", "repeated_order", "unattributed"]);
});

test("delivery shows the budget and a funnel whose steps say what became of the rest", async ({ page }) => {
  await signIn(page);
  await open(page, "tab=delivery");
  await expect(page.getByTestId("pacing-text")).toContainText("of an even spread is spent");
  // two conversions that count, at €20 a piece
  await expect(page.getByTestId("pacing-spent")).toContainText("€40.00", { timeout: 60_000 });
  await expect(page.getByTestId("pacing-spent")).toContainText("of €3,000.00");
  await page.getByTestId("funnel-conversions").getByRole("button").click();
  await expect(page).toHaveURL(/step=conversions/);
  const conversions = page.getByTestId("funnel-conversions");
  await expect(conversions.getByRole("listitem").filter({ hasText: "of an order that another" })).toContainText("1");
  await expect(conversions.getByRole("listitem").filter({ hasText: "without a click or impression" })).toContainText(
    "1",
  );
});

test("late data for a day that is over is restated: the conversion, and the log with its cause and source", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await signIn(page);
  await open(page, "tab=changes");
  await expect(page.getByTestId("day-row")).toHaveCount(1);
  // the day has its first report some time after its data; only what comes after that is a change
  const rows = page.getByTestId("restatement-row");
  let rounds = 0;
  await expect(async () => {
    rounds += 1;
    await world.sendLateTouch(rounds * 2);
    await expect(rows.filter({ hasText: "Clicks" }).first()).toBeVisible({ timeout: 50_000 });
  }).toPass({ timeout: 240_000 });
  const clicks = rows.filter({ hasText: /202\dClicks/ }).first();
  await expect(clicks).toContainText("Data arrived after the day was over");
  await expect(clicks).toContainText(world.sourceName);
  await expect(page.getByTestId("restated-badge")).toContainText("restated");

  await expect
    .poll(async () => (await detailOf(world.ids.clicked)).touches.filter(({ why }) => why === null).length)
    .toBe(2 + rounds);
  await open(page, `tab=changes&conversion=${world.ids.clicked}`);
  await expect(page.getByTestId("conversion-text")).toContainText(`credits ${2 + rounds} clicks.`);
});
