import { readFileSync } from "node:fs";
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
  await expect(table).toHaveAttribute("aria-rowcount", String(body.rows.length + 1));

  await page.getByRole("button", { name: "Campaign", exact: true }).click();
  await expect(page).toHaveURL(/sort=name/);
  const byName = body.rows.map((row) => row.name).sort((a, b) => a.localeCompare(b));
  await expect(table.getByRole("link").first()).toHaveText(byName[0] ?? "");
  await table.getByRole("link").first().focus();
  await page.keyboard.press("End");
  await expect(table.getByRole("link", { name: byName.at(-1) ?? "" }).last()).toBeFocused();

  await page.goto("/campaigns?range=7d&traffic=gross");
  await table.getByRole("link").first().click();
  await page.waitForURL(/\/campaigns\/.+range=7d.*traffic=gross/);
  await expect(page.getByRole("heading", { level: 1 })).not.toBeEmpty();
});

test("the list is narrowed, kept as a view, opened again and taken along as CSV", async ({ page }) => {
  const { body } = await call<CampaignList>("/api/campaigns", { key: credentials().readKey });
  const name = [...body.rows].sort((a, b) => b.impressions - a.impressions)[0]?.name ?? "";
  await signIn(page);
  await page.goto("/campaigns");
  const table = page.getByRole("table", { name: "Campaigns" });
  await expect(table).toBeVisible();
  await page.getByRole("searchbox", { name: "Search campaigns" }).fill(name);
  await expect(page).toHaveURL(/q=/);
  await expect(table.getByRole("link").first()).toHaveText(name);

  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByLabel("Hidden columns").getByRole("checkbox", { name: "Revenue" }).click();
  await page.getByLabel("Shown columns").getByRole("checkbox", { name: "Clicks" }).click();
  await page.keyboard.press("Escape");
  await expect(table.getByRole("columnheader", { name: "Revenue" })).toBeVisible();
  await expect(table.getByRole("columnheader", { name: "Clicks" })).toHaveCount(0);

  const view = `Busiest ${Date.now()}`;
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Save as a new view…" }).click();
  await page.getByLabel("Name", { exact: true }).fill(view);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: view })).toBeVisible();
  await page.goto("/campaigns");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitemradio", { name: view }).click();
  await expect(page).toHaveURL(/columns=.*revenueMicros/);
  await expect(table.getByRole("link").first()).toHaveText(name);

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  const lines = readFileSync(await (await downloading).path(), "utf8")
    .trim()
    .split("\r\n");
  expect(lines[0]).toMatch(/campaign_id,campaign,.*roas_change,revenue,revenue_change$/);
  expect(lines[1]).toContain(name);
  expect(`${lines.length - 1}`).toBe(await table.getAttribute("aria-rowcount").then((count) => `${Number(count) - 1}`));

  await page.getByRole("button", { name: view }).click();
  await page.getByRole("menuitem", { name: /Delete/ }).click();
  await expect(page.getByRole("button", { name: "Views" })).toBeVisible();
});

test("nothing found says so, and one click leads back", async ({ page }) => {
  await signIn(page);
  await page.goto("/campaigns?q=no-such-campaign-anywhere");
  await expect(page.getByText("No campaign fits")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page.getByRole("table", { name: "Campaigns" })).toBeVisible();
  await expect(page).toHaveURL(/\/campaigns$/);
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
