import { isbot } from "isbot";
import { boundedMemo } from "../bounded-memo";

/** A rule that looks at one record. Its name is what stored events carry; a change of what it marks is a new version. */
export interface FilterRule {
  name: string;
  version: number;
  marks(userAgent: string): boolean;
}

/**
 * Programs that fetch by themselves, by the name that they give first, and browsers that are driven by a
 * program. The general invalid traffic of the MRC's guidelines, known before anything is measured.
 */
const program =
  /^(?:curl|wget|libwww-perl|lwp|python|aiohttp|httpx|scrapy|java|apache-httpclient|jakarta|go-http-client|node-fetch|axios|undici|got|ruby|php|guzzlehttp|postmanruntime|insomnia|httpie|restsharp|dart)\b/i;
const driven = /headless|phantomjs|slimerjs|puppeteer|playwright|selenium|webdriver|cypress\//i;

export const filterRules: readonly FilterRule[] = [
  { name: "non_browser_agent", version: 1, marks: (agent) => program.test(agent) || driven.test(agent) },
  { name: "known_crawler", version: 1, marks: (agent) => isbot(agent) },
];

/** Gives the name of the first rule that marks an agent, or null. */
export const filterReasonOf = boundedMemo(
  (userAgent: string) => filterRules.find((rule) => rule.marks(userAgent))?.name ?? null,
  5000,
);
