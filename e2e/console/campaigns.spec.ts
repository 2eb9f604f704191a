import { expect, test } from "@playwright/test";
import { call, credentials } from "../support/product";
import { signIn } from "../support/sign-in";

interface CampaignList {
  rows: { campaignId: string; name: string; impressions: number }[];
}

test("the list shows every campaign of the API, sorts, and leads to a campaign with the same range", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/campaigns");
  const { body } = await call<CampaignList>("/api/campaigns", { key: credentials().readKey });
  const table = page.getByRole("table", { name: "Campaigns" });
  await expect(table.getByRole("row")).toHaveCount(body.rows.length + 1);

  await page.getByRole("button", { name: "Campaign", exact: true }).click();
  await expect(page).toHaveURL(/sort=name/);
  const byName = body.rows.map((row) => row.name).sort((a, b) => a.localeCompare(b));
  await expect(table.getByRole("link")).toHaveText(byName);

  await page.goto("/campaigns?range=7d&traffic=gross");
  await table.getByRole("link").first().click();
  await page.waitForURL(/\/campaigns\/.+range=7d.*traffic=gross/);
  await expect(page.getByRole("heading", { level: 1 })).not.toBeEmpty();
});

test("a campaign's page shows the API's figures, its course and its breakdowns", async ({ page }) => {
  const { readKey } = credentials();
  const { body: list } = await call<CampaignList>("/api/campaigns", { key: readKey });
  const busiest = list.rows.reduce((most, row) => (row.impressions > most.impressions ? row : most));
  await signIn(page);
  // a range that is over, so that live traffic does not move the figures under the test
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const range = `from=${day(9)}&to=${day(3)}`;
  await page.goto(`/campaigns/${busiest.campaignId}?${range}`);
  const { body } = await call<{ totals: { impressions: number; clicks: number } }>(
    `/api/campaigns/${busiest.campaignId}/performance?${range}&bucket=day`,
    { key: readKey },
  );
  const text = (value: number) => value.toLocaleString("en");
  await expect(page.getByTestId("metric-impressions")).toContainText(text(body.totals.impressions));
  await expect(page.getByRole("heading", { name: busiest.name })).toBeVisible();
  for (const name of ["By creative", "By site", "By device", "By country"]) {
    expect(await page.getByRole("table", { name }).getByRole("row").count()).toBeGreaterThan(1);
  }

  await page.getByRole("radio", { name: "Clicks" }).click();
  await expect(page).toHaveURL(/metric=clicks/);
  await expect(page.getByRole("heading", { name: "Clicks by day" })).toBeVisible();
});

test("a campaign that does not exist says so, and is no error", async ({ page }) => {
  await signIn(page);
  await page.goto("/campaigns/no-such-campaign");
  await expect(page.getByText("There is no such campaign")).toBeVisible();
});
