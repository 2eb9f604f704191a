import { expect, type Page, test } from "@playwright/test";
import { call, credentials } from "../support/product";
import { signIn } from "../support/sign-in";

/**
 * Every screen in both themes, wide and narrow: it fits, and nothing is complained about. The pictures are
 * in test-results/screens; `npm run screens` also keeps the README's.
 */
const widths = [1440, 390] as const;
const themes = ["light", "dark"] as const;

async function busiestCampaign(): Promise<string> {
  const { body } = await call<{ rows: { campaignId: string; impressions: number }[] }>(
    "/api/campaigns?advertiserId=adv-cascade",
    {
      key: credentials().readKey,
    },
  );
  return body.rows.reduce((most, row) => (row.impressions > most.impressions ? row : most)).campaignId;
}

/** A conversion of a campaign with several touches, where there is one: its panel is the fullest. */
async function aConversion(campaignId: string): Promise<string> {
  const { body } = await call<{ rows: { eventId: string; touches: number }[] }>(
    `/api/campaigns/${campaignId}/conversions?state=credited`,
    { key: credentials().readKey },
  );
  return (body.rows.find(({ touches }) => touches > 2) ?? body.rows[0])?.eventId ?? "";
}

async function aBatchWithRejects(): Promise<string> {
  const { body } = await call<{ batches: { batchId: string; rejected: number }[] }>("/api/batches", {
    key: credentials().readKey,
  });
  return (body.batches.find(({ rejected }) => rejected > 0) ?? body.batches[0])?.batchId ?? "";
}

/** One that rejects what the catalogue does not know: its settings have the longest words. */
async function aSource(): Promise<string> {
  const { body } = await call<{ sources: { id: string; unknownReferences: string }[] }>("/api/sources", {
    key: credentials().readKey,
  });
  return (body.sources.find(({ unknownReferences }) => unknownReferences === "reject") ?? body.sources[0])?.id ?? "";
}

async function anIssue(): Promise<string> {
  const { body } = await call<{ issues: { id: string }[] }>("/api/quality/issues", { key: credentials().readKey });
  return body.issues[0]?.id ?? "";
}

async function settled(page: Page): Promise<void> {
  await expect(page.locator("main")).toBeVisible();
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
  await page.waitForTimeout(400);
}

/** Both themes of a screen, the second as for somebody whose system turns to night. */
async function show(page: Page, name: string, width: number): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    if (theme === "dark") await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
    await page.waitForTimeout(200);
    await page.screenshot({ path: `test-results/screens/${name}-${theme}-${width}.png`, fullPage: true });
    if (process.env.KEEP_SCREENSHOT && name === "campaign" && theme === "light" && width === 1440) {
      await page.screenshot({ path: "docs/screenshot.png" });
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} is too wide`).toBeLessThanOrEqual(
      width,
    );
  }
}

for (const width of widths) {
  test(`every screen fits ${width} pixels in both themes, without an error`, async ({ page }) => {
    test.slow();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    // also what a library tries, is refused and keeps quiet about
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
        console.error(`the content security policy refused ${blockedURI} (${violatedDirective})`);
      });
    });
    await page.setViewportSize({ width, height: 900 });
    await signIn(page);
    const busiest = await busiestCampaign();
    const screens = {
      overview: "/overview",
      campaigns: "/campaigns",
      campaign: `/campaigns/${busiest}`,
      explain: `/campaigns/${busiest}?explain=clicks`,
      attribution: `/campaigns/${busiest}?range=7d&tab=attribution&clickDays=7&viewDays=0`,
      conversions: `/campaigns/${busiest}?tab=conversions`,
      conversion: `/campaigns/${busiest}?tab=conversions&conversion=${encodeURIComponent(await aConversion(busiest))}`,
      delivery: `/campaigns/${busiest}?tab=delivery&step=impressions`,
      changes: `/campaigns/${busiest}?tab=changes`,
      freshness: "/freshness",
      quality: "/quality",
      issue: `/quality/${await anIssue()}`,
      replay: `/quality/${await anIssue()}?replay=1`,
      alerts: "/alerts?state=all",
      imports: "/imports",
      batch: `/imports/${await aBatchWithRejects()}`,
      sources: "/sources",
      source: `/sources/${await aSource()}`,
      traffic: "/traffic",
      rule: "/traffic?rule=address_rate",
      settings: "/settings",
      account: "/settings/account",
      people: "/settings/people",
      keys: "/settings/keys",
      audit: "/settings/audit",
      welcome: "/welcome",
      reference: "/docs/api",
      examples: "/docs/examples",
      errors: "/docs/errors",
    };
    for (const [name, path] of Object.entries(screens)) {
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(path);
      await settled(page);
      await show(page, name, width);
    }
    expect(complaints).toEqual([]);
  });
}
