import { describe, expect, it } from "vitest";
import { listFixtures } from "@/lib/ingest/testing/fixtures";
import { filterReasonOf } from "./rules";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe("the filter rules", () => {
  it.each([
    ["curl/8.5.0", "non_browser_agent"],
    ["python-requests/2.31.0", "non_browser_agent"],
    ["Java/17.0.1", "non_browser_agent"],
    ["Go-http-client/2.0", "non_browser_agent"],
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36",
      "non_browser_agent",
    ],
    ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "known_crawler"],
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0", null],
    [
      "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36",
      null,
    ],
  ])("judge %s", (agent, reason) => {
    expect(filterReasonOf(agent)).toBe(reason);
  });

  it("mark 99 of 100 of the crawlers in fixtures/useragents, and no browser", () => {
    const crawlers = listFixtures("useragents", ".txt").flatMap(({ bytes }) => text(bytes).split("\n").filter(Boolean));
    const browsers = listFixtures("useragents", ".json").flatMap(({ bytes }) => JSON.parse(text(bytes)) as string[]);
    expect(browsers.filter((agent) => filterReasonOf(agent) !== null)).toEqual([]);
    const missed = crawlers.filter((agent) => filterReasonOf(agent) === null);
    expect(missed.length).toBeLessThanOrEqual(crawlers.length * 0.01);
  });
});
