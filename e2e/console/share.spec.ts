import { expect, test } from "@playwright/test";
import { call, credentials } from "../support/product";
import { signIn } from "../support/sign-in";

async function aCampaign(): Promise<{ campaignId: string; name: string }> {
  const { body } = await call<{ rows: { campaignId: string; name: string; impressions: number }[] }>("/api/campaigns", {
    key: credentials().readKey,
  });
  return body.rows.reduce((most, row) => (row.impressions > most.impressions ? row : most));
}

test("a client reads a report by a link, without an account, until it is revoked", async ({ page, browser }) => {
  const { campaignId, name } = await aCampaign();
  await signIn(page);
  await page.goto(`/campaigns/${campaignId}`);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share the report" });
  const link = `Client ${Date.now()}`;
  await dialog.getByLabel("Name").fill(link);
  await dialog.getByLabel("With cost and revenue").uncheck();
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const url = (await dialog.getByText(/\/share#/).textContent())?.trim() ?? "";

  const client = await (await browser.newContext()).newPage();
  await client.goto(url);
  await expect(client.getByRole("heading", { name })).toBeVisible();
  await expect(client.getByText("Impressions by day")).toBeVisible();
  await expect(client.getByText("Revenue")).toHaveCount(0);
  await expect(client.getByRole("link")).toHaveCount(0);

  await dialog.getByRole("listitem").filter({ hasText: link }).getByRole("button", { name: "Revoke" }).click();
  await expect(dialog.getByText(link)).toHaveCount(0);
  await client.reload();
  await expect(client.getByText("This link does not work any more")).toBeVisible();
});

test("a report is printed with the filters of the campaign's page", async ({ page }) => {
  const { campaignId, name } = await aCampaign();
  await signIn(page);
  await page.goto(`/campaigns/${campaignId}?range=7d&traffic=gross`);
  await page.getByRole("link", { name: "Report" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByText("Figures are gross")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print or save as PDF" })).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
});
