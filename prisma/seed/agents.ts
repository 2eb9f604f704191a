import type { Random } from "./random";
import { createWeighted } from "./random";

const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome";
const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";

/** Browsers of the usual public shape, with their share of the audience. */
const browsers: readonly (readonly [share: number, agent: string])[] = [
  [24, `Mozilla/5.0 (Linux; Android 10; K) ${CHROME}/153.0.0.0 Mobile Safari/537.36`],
  [20, `Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) ${WEBKIT} Version/26.6 Mobile/15E148 Safari/604.1`],
  [19, `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}/153.0.0.0 Safari/537.36`],
  [8, `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${CHROME}/153.0.0.0 Safari/537.36`],
  [7, `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/26.5 Safari/605.1.15`],
  [6, `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}/153.0.0.0 Safari/537.36 Edg/153.0.0.0`],
  [
    5,
    `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/30.0 Chrome/143.0.0.0 Mobile Safari/537.36`,
  ],
  [4, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:148.0) Gecko/20100101 Firefox/148.0"],
  [3, `Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) ${WEBKIT} Version/26.5 Mobile/15E148 Safari/604.1`],
  [
    2,
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) ${WEBKIT} CriOS/153.0.8010.24 Mobile/15E148 Safari/604.1`,
  ],
  [2, "Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0"],
];

/** Crawlers that name themselves, as their operators publish it. */
export const crawlerAgents: readonly string[] = [
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
  "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
  "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)",
  "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
  "python-requests/2.32.3",
];

const pickBrowser = createWeighted(browsers, ([share]) => share);

/** Draws the browser of one person. */
export function drawBrowserAgent(random: Random): string {
  return pickBrowser(random)[1];
}
