import { writeFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { listScreens } from "../support/screen-list";
import { signIn } from "../support/sign-in";

/**
 * Every screen in both themes, wide and narrow: it fits, nothing is complained about, and axe finds nothing against
 * WCAG 2.2 AA. The pictures are in test-results/screens; `npm run screens` keeps those of docs/screens.
 */
const widths = [1440, 390] as const;
const themes = ["light", "dark"] as const;
const pictures = process.env.KEEP_SCREENS ? "docs/screens" : "test-results/screens";

async function settled(page: Page): Promise<void> {
  await expect(page.locator("main")).toBeVisible();
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
  await page.waitForTimeout(400);
}

/** Both themes of a screen, the second as for somebody whose system turns to night. */
async function show(page: Page, name: string, width: number): Promise<string[]> {
  const faults: string[] = [];
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    if (theme === "dark") await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
    await page.waitForTimeout(200);
    const picture = { type: "jpeg", quality: 60, fullPage: true } as const;
    await page.screenshot({ path: `${pictures}/${name}-${width}-${theme}.jpg`, ...picture });
    if (process.env.KEEP_SCREENS && name === "campaign" && theme === "light" && width === 1440) {
      await page.screenshot({ path: "docs/screenshot.png" });
    }
    faults.push(...(await faultsOf(page)).map((fault) => `${name}, ${width}, ${theme}: ${fault}`));
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} is too wide`).toBeLessThanOrEqual(
      width,
    );
  }
  return faults;
}

/** What axe finds against WCAG 2.2 AA: the rule, and where. */
async function faultsOf(page: Page): Promise<string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(" "))
        .join(" | ")}`,
  );
}

/** Names every picture, so that the folder can be leafed through. */
function writeIndex(names: readonly string[]): void {
  const of = (name: string) =>
    widths.map((width) => themes.map((theme) => `[${width} ${theme}](${name}-${width}-${theme}.jpg)`).join(" · "));
  const rows = names.map((name) => `| ${name} | ${of(name).join(" | ")} |`);
  const head = ["# Every screen", "", "Made by `npm run screens` from demo data.", ""];
  const table = [`| screen | ${widths.map((width) => `${width} pixels`).join(" | ")} |`, "|---|---|---|", ...rows];
  writeFileSync(`${pictures}/README.md`, `${[...head, ...table].join("\n")}\n`);
}

for (const width of widths) {
  test(`every screen fits ${width} pixels in both themes, without an error`, async ({ page }) => {
    test.slow();
    const complaints: string[] = [];
    const faults: string[] = [];
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
    const screens = await listScreens();
    for (const [name, path] of Object.entries(screens)) {
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(path);
      await settled(page);
      faults.push(...(await show(page, name, width)));
    }
    if (process.env.KEEP_SCREENS) writeIndex(Object.keys(screens));
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  });
}
