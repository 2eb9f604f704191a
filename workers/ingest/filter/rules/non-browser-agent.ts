import { boundedMemo } from "../../bounded-memo";
import type { RecordRule } from "../record-rule";

/** Programs that fetch by themselves, by the name that they give first. */
const program =
  /^(?:curl|wget|libwww-perl|lwp|python|aiohttp|httpx|scrapy|java|apache-httpclient|jakarta|go-http-client|node-fetch|axios|undici|got|ruby|php|guzzlehttp|postmanruntime|insomnia|httpie|restsharp|dart|libcurl|pycurl|urllib3?|reqwest|faraday|rest-client|mechanize|winhttp|powershell|okhttp|deno|bun|k6|apachebench|jmeter|siege|nmap|zgrab|masscan)\b/i;
/** Browsers that are driven by a program. */
const driven = /headless|phantomjs|slimerjs|puppeteer|playwright|selenium|webdriver|cypress\//i;

const isProgram = boundedMemo((agent) => program.test(agent) || driven.test(agent), 5000);

/** An agent that is no person's browser: a program's own, or a browser without a person in front of it. */
export const nonBrowserAgent: RecordRule<"non_browser_agent"> = {
  name: "non_browser_agent",
  compile: () => (record) => record.event.userAgent !== undefined && isProgram(record.event.userAgent),
};
