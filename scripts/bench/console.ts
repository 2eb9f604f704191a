import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "playwright";
import { describeVisit, measureScripts, watchVisit } from "./console/measure-visit";

/**
 * `npm run bench:console`: how fast the console is for who looks at it, against a running production build with demo
 * data (`npm start`): the campaign's page until it can be used, navigations inside the console, layout shift of a visit
 * that scrolls, and the JavaScript of a first load. Beside it stands an empty page of the same server in the same
 * browser, since machines differ.
 */
const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://127.0.0.1:3000" },
    "data-dir": { type: "string", default: ".data" },
    rounds: { type: "string", default: "5" },
  },
});
const keys = JSON.parse(readFileSync(join(values["data-dir"], "credentials.json"), "utf8"));
const rounds = Number(values.rounds);
const limits = { interactiveMs: 1_500, navigationMs: 300, shift: 0.02, scriptKb: 350 };

async function signedIn(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${values.url}/sign-in`);
  await page.getByLabel("Email").fill(keys.adminEmail);
  await page.getByLabel("Password", { exact: true }).fill(keys.adminPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/overview");
  return page;
}

/** Milliseconds from the click to the new screen with its figures. */
async function navigation(page: Page, click: () => Promise<void>, isThere: string): Promise<number> {
  const startedAt = performance.now();
  await click();
  await page.locator(isThere).first().waitFor();
  return performance.now() - startedAt;
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function run(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const page = await signedIn(browser);
    const list = await (await page.request.get(`${values.url}/api/campaigns`)).json();
    const campaign = `/campaigns/${encodeURIComponent(list.rows[0].campaignId)}`;
    const empty = await describeVisit(page, `${values.url}/logo.svg`, "svg", rounds);
    const cold = await describeVisit(
      page,
      `${values.url}${campaign}`,
      "[data-testid=metric-impressions] button[data-opens]",
      rounds,
      { cold: true },
    );
    const warm = await describeVisit(
      page,
      `${values.url}${campaign}`,
      "[data-testid=metric-impressions] button[data-opens]",
      rounds,
    );

    const moves = { toList: [] as number[], toCampaign: [] as number[], toTab: [] as number[] };
    await page.goto(`${values.url}/overview`);
    for (let round = 0; round <= rounds; round += 1) {
      const toList = await navigation(
        page,
        () => page.getByRole("link", { name: "Campaigns" }).first().click(),
        "table[aria-label=Campaigns] [data-row-link]",
      );
      const toCampaign = await navigation(
        page,
        () => page.locator("[data-row-link]").first().click(),
        "[data-testid=metric-impressions] button[data-opens]",
      );
      const toTab = await navigation(
        page,
        () => page.getByRole("tab", { name: "Delivery" }).click(),
        "[role=tabpanel] section h2",
      );
      // the first one fills the caches: navigations are the later ones
      if (round === 0) continue;
      moves.toList.push(toList);
      moves.toCampaign.push(toCampaign);
      moves.toTab.push(toTab);
    }

    const shifts: Record<string, number> = {};
    for (const path of [
      "/overview",
      "/campaigns",
      campaign,
      "/freshness",
      "/alerts",
      "/quality",
      "/imports",
      "/sources",
      "/traffic",
    ])
      shifts[path] = await watchVisit(page, `${values.url}${path}`);
    const scripts = await measureScripts(page, `${values.url}${campaign}`);

    const figures = {
      emptyPageMs: median(empty),
      campaignColdMs: median(cold),
      campaignWarmMs: median(warm),
      toListMs: median(moves.toList),
      toCampaignMs: median(moves.toCampaign),
      toTabMs: median(moves.toTab),
      largestShift: Math.max(...Object.values(shifts)),
      campaignScriptKb: scripts / 1024,
    };
    const round = (value: number) => Math.round(value * 1000) / 1000;
    console.table({
      "campaign page, cold cache, until usable (ms)": {
        figure: round(figures.campaignColdMs),
        limit: limits.interactiveMs,
        ofEmptyPage: round(figures.campaignColdMs / figures.emptyPageMs),
      },
      "campaign page, warm cache, until usable (ms)": {
        figure: round(figures.campaignWarmMs),
        limit: limits.interactiveMs,
        ofEmptyPage: round(figures.campaignWarmMs / figures.emptyPageMs),
      },
      "to the list (ms)": { figure: round(figures.toListMs), limit: limits.navigationMs },
      "to a campaign (ms)": { figure: round(figures.toCampaignMs), limit: limits.navigationMs },
      "to a tab (ms)": { figure: round(figures.toTabMs), limit: limits.navigationMs },
      "largest layout shift of a visit": { figure: round(figures.largestShift), limit: limits.shift },
      "first-load JavaScript, compressed (kB)": { figure: round(figures.campaignScriptKb), limit: limits.scriptKb },
      "an empty page of the same server (ms)": { figure: round(figures.emptyPageMs) },
    });
    console.log(JSON.stringify({ ...figures, shifts, rounds }));
  } finally {
    await browser.close();
  }
}

await run();
