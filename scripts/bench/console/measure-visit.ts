import type { Page } from "playwright";

/**
 * Loads an address some times and tells how long it took from the start until `usable` is there and the page answers:
 * after it a frame is drawn and a task runs. With `cold` nothing is in the browser's cache.
 */
export async function describeVisit(
  page: Page,
  url: string,
  usable: string,
  rounds: number,
  { cold = false }: { cold?: boolean } = {},
): Promise<number[]> {
  const client = await page.context().newCDPSession(page);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await page.goto("about:blank");
    if (cold) await client.send("Network.clearBrowserCache");
    const startedAt = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await page.locator(usable).first().waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    times.push(performance.now() - startedAt);
  }
  await client.detach();
  return times;
}

/** The cumulative layout shift of a visit that waits for everything and scrolls to the end (web-vitals, "CLS"). */
export async function watchVisit(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: "commit" });
  await page.evaluate(() => {
    const seen = window as unknown as { shift: number };
    seen.shift = 0;
    new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.locator("main").waitFor();
  await page.waitForFunction(() => !document.querySelector("main [aria-busy=true]"));
  await page.waitForTimeout(1_500);
  for (let step = 0; step < 8; step += 1) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(150);
  }
  await page.waitForTimeout(500);
  return page.evaluate(() => (window as unknown as { shift: number }).shift);
}

/** Bytes of JavaScript, as they come over the wire, until the page has come to rest without a click. */
export async function measureScripts(page: Page, url: string): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.clearBrowserCache");
  const scripts = new Set<string>();
  let bytes = 0;
  client.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(url);
  await page.waitForTimeout(3_000);
  await client.detach();
  return bytes;
}
