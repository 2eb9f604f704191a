import { expect, test } from "@playwright/test";
import { call, createSource } from "../support/product";
import { signIn } from "../support/sign-in";

/** 400 impressions, of which every third has no user. */
function halfBrokenFile(): string {
  const run = Date.now();
  return Array.from({ length: 400 }, (_, index) =>
    JSON.stringify({
      eventId: `alarm-${run}-${index}`,
      occurredAt: new Date(run - index * 100).toISOString(),
      ...(index % 3 === 0 ? {} : { userId: `user-${index}` }),
      creativeId: "alarm-creative",
      site: "news.example",
    }),
  ).join("\n");
}

test("a source whose records are rejected raises one alert, which a person acknowledges and resolves", async ({
  page,
}) => {
  const name = `Broken sender ${Date.now()}`;
  const source = await createSource({ name, unknownReferences: "create" });
  const sent = await call("/api/ingest/impressions?wait=30", {
    key: source.ingestKey,
    body: halfBrokenFile(),
    contentType: "application/x-ndjson",
  });
  expect(sent.body).toMatchObject({ received: 400, stored: 266, rejected: 134 });

  await signIn(page);
  await page.goto("/alerts");
  const link = page.getByRole("link", { name: new RegExp(name) });
  await expect(link).toHaveCount(1, { timeout: 60_000 });
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByText("acknowledged", { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByText("resolved", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Resolve" })).toHaveCount(0);

  const again = await page.evaluate(async () => {
    const answer = await fetch(`/api${location.pathname}/acknowledge`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    return { status: answer.status, code: (await answer.json()).error.code };
  });
  expect(again).toEqual({ status: 409, code: "conflict" });
});

test("the quality screen groups the same records by cause, with their text", async ({ page }) => {
  const name = `Untidy sender ${Date.now()}`;
  const source = await createSource({ name, unknownReferences: "create" });
  await call("/api/ingest/impressions?wait=30", {
    key: source.ingestKey,
    body: '{"site":"a.example"}',
    contentType: "application/json",
  });
  await signIn(page);
  await page.goto(`/quality?source=${source.id}`);
  const issues = page.getByRole("list", { name: "Issues" });
  await expect(issues.getByRole("listitem")).toHaveCount(1);
  await issues.getByRole("link").click();
  await expect(page.getByText("Record 1 of its batch")).toBeVisible();
  await expect(page.getByTestId("raw-record")).toHaveText('{"site":"a.example"}');
});

test("freshness shows the source with what it sent", async ({ page }) => {
  await signIn(page);
  await page.goto("/freshness");
  await expect(page.getByRole("table", { name: "Sources" }).getByRole("row").nth(3)).toBeVisible();
});
