import { expect, type Page, test } from "@playwright/test";
import { call, credentials } from "../support/product";
import { signIn } from "../support/sign-in";

interface Totals {
  impressions: number;
  clicks: number;
  conversions: number;
  costMicros: number;
}

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
/** Days that are over, so that live traffic does not move the figures under the test. */
const range = { from: day(16), to: day(14) };

async function busiestCampaign(): Promise<string> {
  const { body } = await call<{ rows: { campaignId: string; impressions: number }[] }>(
    `/api/campaigns?${new URLSearchParams(range)}`,
    { key: credentials().readKey },
  );
  return body.rows.reduce((most, row) => (row.impressions > most.impressions ? row : most)).campaignId;
}

async function totalsOf(campaignId: string): Promise<Totals> {
  const query = new URLSearchParams({ ...range, timeZone: "UTC", bucket: "none" });
  const { body } = await call<{ totals: Totals }>(`/api/campaigns/${campaignId}/performance?${query}`, {
    key: credentials().readKey,
  });
  return body.totals;
}

const numberIn = (text: string | null) => Number(/[\d,]+/.exec(text ?? "")?.[0].replaceAll(",", ""));

async function term(page: Page, name: string): Promise<number> {
  return numberIn(await page.getByTestId(`explain-${name}`).getByTestId("term-value").textContent());
}

test("a figure opens by the keyboard into an equation that adds up to it, and gives the focus back", async ({
  page,
}) => {
  const campaignId = await busiestCampaign();
  await signIn(page);
  await page.goto(`/campaigns/${campaignId}?${new URLSearchParams(range)}`);
  for (const metric of ["impressions", "clicks", "conversions", "bidRequests"]) {
    const tile = page.locator(`[data-opens=${metric}]`);
    await expect(tile).toHaveText(/\d/);
    await tile.focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: /Where .+ comes from/ });
    await expect(sheet.getByTestId("explain-counted")).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`explain=${metric}`));

    const losses = ["duplicate", "rejected", "filtered", ...(metric === "conversions" ? ["unattributed"] : [])];
    let left = await term(page, "received");
    expect(left).toBeGreaterThan(0);
    for (const name of losses) left -= await term(page, name);
    expect(left, `${metric} add up`).toBe(await term(page, "counted"));
    expect(await term(page, "counted"), `${metric} are those of the tile`).toBe(
      numberIn(await page.getByTestId("explain-figure").textContent()),
    );
    expect(await tile.textContent()).toContain((await page.getByTestId("explain-figure").textContent()) ?? "?");

    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await expect(page).not.toHaveURL(/explain=/);
    await expect(tile).toBeFocused();
  }
});

test("a ratio can be linked to, and opens as its two counts", async ({ page }) => {
  const campaignId = await busiestCampaign();
  await signIn(page);
  await page.goto(`/campaigns/${campaignId}?${new URLSearchParams({ ...range, explain: "ctr" })}`);
  const sheet = page.getByRole("dialog", { name: "Where CTR comes from" });
  await expect(sheet.getByText("CTR = clicks ÷ impressions")).toBeVisible();
  await expect(sheet.getByTestId("explain-counted")).toHaveCount(2);
  const [clicks, impressions] = (
    await sheet.getByTestId("explain-counted").getByTestId("term-value").allTextContents()
  ).map(numberIn);
  const shown = Number.parseFloat((await sheet.getByTestId("explain-figure").textContent()) ?? "");
  expect(((clicks ?? 0) / (impressions ?? 1)) * 100).toBeCloseTo(shown, 1);
});

test("the screen of invalid traffic lists every rule with what it found, and where it came from", async ({ page }) => {
  await signIn(page);
  await page.goto("/traffic");
  const rules = page.getByRole("table", { name: "Rules" });
  await expect(rules.getByRole("row")).toHaveCount(13);
  await expect(page.getByTestId("metric-invalid-impressions")).toContainText("%");
  const crawlers = page.getByTestId("rule-known_crawler").getByRole("cell").nth(2);
  await expect(crawlers).toHaveText(/[1-9]/);
  for (const name of ["By source", "By site"]) {
    expect(await page.getByRole("table", { name }).getByRole("row").count()).toBeGreaterThan(1);
  }
  await expect(page.getByRole("link", { name: "DB-IP" })).toHaveAttribute("href", "https://db-ip.com");

  await rules.getByRole("button", { name: "Address too busy" }).click();
  await expect(page).toHaveURL(/rule=address_rate/);
  const sheet = page.getByRole("dialog", { name: "Address too busy" });
  await expect(sheet.getByText("more than 60 clicks in 1 h")).toBeVisible();
  await sheet.getByRole("button", { name: "Change parameters" }).click();
  const form = page.getByRole("dialog", { name: "Change Address too busy" });
  await form.getByLabel("Events of limit 2").fill("many");
  await expect(form.getByRole("alert")).toContainText("Line 2");
  await expect(form.getByRole("button", { name: "Save" })).toBeDisabled();
});

test("a rule switched off for some days and on again brings the figures back", async ({ page }) => {
  test.setTimeout(240_000);
  const campaignId = await busiestCampaign();
  const before = await totalsOf(campaignId);
  await signIn(page);
  await page.goto(`/traffic?${new URLSearchParams({ ...range, rule: "known_crawler" })}`);
  const sheet = page.getByRole("dialog", { name: "Known crawler" });

  async function turn(word: "off" | "on"): Promise<void> {
    await sheet.getByRole("button", { name: `Switch ${word}` }).click();
    const dialog = page.getByRole("dialog", { name: `Switch Known crawler ${word}` });
    await expect(dialog.getByLabel("First day (UTC)")).toHaveValue(range.from);
    await expect(dialog.getByText("The figures of these days are worked out again")).toBeVisible();
    await dialog.getByRole("button", { name: `Switch ${word}` }).click();
    await expect(dialog).toBeHidden();
  }

  await turn("off");
  await expect
    .poll(async () => (await totalsOf(campaignId)).impressions, { timeout: 90_000 })
    .toBeGreaterThan(before.impressions);
  await turn("on");
  await expect.poll(() => totalsOf(campaignId), { timeout: 90_000 }).toEqual(before);
});
