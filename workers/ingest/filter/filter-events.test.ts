import { describe, expect, it } from "vitest";
import type { ValidEvent } from "@/lib/contracts/events";
import type { TrafficRuleName } from "@/lib/contracts/traffic";
import { TrafficSettings, type TrafficStep } from "@/lib/contracts/traffic-settings";
import { listFixtures } from "@/lib/ingest/testing/fixtures";
import { noRaw } from "../decode/decoded";
import { AddressSet, readNetwork } from "./address/address-set";
import { createFilter } from "./filter-events";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const hosting = readNetwork("52.95.0.0/16");
const filter = createFilter({ dataCenters: new AddressSet(hosting ? [hosting] : []) });
const defaults = new TrafficSettings([]);
const step = (rule: TrafficRuleName, change: Partial<TrafficStep>): TrafficStep => ({
  rule,
  fromAt: 0,
  enabled: true,
  params: {},
  version: 1,
  ...change,
});

function judge(kind: ValidEvent["kind"], event: object, settings = defaults) {
  const record = { kind, event: { occurredAt: 1000, ...event }, record: 1, raw: noRaw, sent: [] };
  const [{ marks, filterReason } = { marks: [], filterReason: null }] = filter(
    [record as unknown as ValidEvent & { record: number; raw: typeof noRaw; sent: string[] }],
    settings,
  );
  return { rules: marks.map((mark) => mark.slice(0, mark.indexOf("@"))), marks, filterReason };
}
const reasonOfAgent = (userAgent: string) => judge("click", { userAgent }).filterReason;

describe("the agent rules", () => {
  it.each([
    ["curl/8.5.0", ["known_crawler", "non_browser_agent"]],
    ["python-requests/2.31.0", ["known_crawler", "non_browser_agent"]],
    ["Java/17.0.1", ["known_crawler", "non_browser_agent"]],
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36",
      ["known_crawler", "non_browser_agent"],
    ],
    ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", ["known_crawler"]],
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0", []],
    [
      "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36",
      [],
    ],
  ])("judge %s", (userAgent, rules) => {
    expect(judge("impression", { userAgent }).rules).toEqual(rules);
    expect(judge("bid_request", { userAgent }).rules).toEqual(rules);
  });

  it("mark 99 of 100 of the crawlers in fixtures/useragents, and no browser", () => {
    const crawlers = listFixtures("useragents", ".txt").flatMap(({ bytes }) => text(bytes).split("\n").filter(Boolean));
    const browsers = listFixtures("useragents", ".json").flatMap(({ bytes }) => JSON.parse(text(bytes)) as string[]);
    expect(browsers.filter((agent) => reasonOfAgent(agent) !== null)).toEqual([]);
    const missed = crawlers.filter((agent) => reasonOfAgent(agent) === null);
    expect(missed.length).toBeLessThanOrEqual(crawlers.length * 0.01);
  });

  it("follow patterns and exceptions, in any case, and take them for text", () => {
    const params = { patterns: ["OurProbe", "(a+)+$"], exceptions: ["Googlebot"] };
    const settings = new TrafficSettings([step("known_crawler", { params, version: 3 })]);
    expect(judge("click", { userAgent: "Mozilla/5.0 ourprobe Chrome/1" }, settings).marks).toEqual(["known_crawler@3"]);
    expect(judge("click", { userAgent: "Mozilla/5.0 (compatible; GOOGLEBOT/2.1)" }, settings).rules).toEqual([]);
    const browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0";
    expect(judge("click", { userAgent: `${browser} ${"a".repeat(900)}!` }, settings).rules).toEqual([]);
  });
});

describe("the address rules", () => {
  it.each([
    ["10.1.2.3", ["non_routable_address"]],
    ["nonsense", ["non_routable_address"]],
    ["__proto__", ["non_routable_address"]],
    ["84.12.3.4", []],
    ["192.0.2.7", []],
    ["52.95.110.1", ["data_center_address"]],
    ["::ffff:52.95.110.1", ["data_center_address"]],
  ])("judge %s", (ip, rules) => {
    expect(judge("impression", { ip }).rules).toEqual(rules);
    expect(judge("conversion", { ip }).rules).toEqual(rules);
  });

  it("do not judge bid requests, whose addresses exchanges mask", () => {
    expect(judge("bid_request", { ip: "10.0.0.0" }).rules).toEqual([]);
    expect(judge("bid_request", { ip: "52.95.110.0" }).rules).toEqual([]);
  });

  it("follow networks and exceptions, and pass over what is none", () => {
    const params = { networks: ["84.12.0.0/16", "2a02:8109::/32"], exceptions: ["52.95.110.1", "84.12.9.0/24"] };
    const settings = new TrafficSettings([step("data_center_address", { params, version: 2 })]);
    expect(judge("click", { ip: "84.12.3.4" }, settings).marks).toEqual(["data_center_address@2"]);
    expect(judge("click", { ip: "2a02:8109:1::5" }, settings).marks).toEqual(["data_center_address@2"]);
    expect(judge("click", { ip: "84.12.9.4" }, settings).marks).toEqual([]);
    expect(judge("click", { ip: "52.95.110.1" }, settings).marks).toEqual([]);
    expect(judge("click", { ip: "52.95.110.2" }, settings).marks).toEqual(["data_center_address@2"]);
  });
});

describe("the rule for hidden placements", () => {
  it.each([
    [{ width: 0, height: 250 }, true],
    [{ width: 300, height: 0 }, true],
    [{ hidden: true }, true],
    [{ width: 300, height: 250, hidden: false }, false],
    [{}, false],
  ])("judges %o", (event, isMarked) => {
    expect(judge("impression", event).rules).toEqual(isMarked ? ["hidden_placement"] : []);
  });

  it("looks at impressions only", () => {
    expect(judge("click", { width: 0, hidden: true }).rules).toEqual([]);
  });
});

describe("marks and reason", () => {
  const crawler = { userAgent: "Googlebot/2.1", ip: "10.0.0.1" };

  it("carry every rule, and the reason is the first that is on at the event's time", () => {
    const steps = [
      step("known_crawler", { version: 1 }),
      step("known_crawler", { fromAt: 5000, enabled: false, version: 4 }),
    ];
    const settings = new TrafficSettings(steps);
    expect(judge("click", crawler, settings)).toMatchObject({
      marks: ["known_crawler@1", "non_routable_address@1"],
      filterReason: "known_crawler",
    });
    expect(judge("click", { ...crawler, occurredAt: 5000 }, settings)).toMatchObject({
      marks: ["known_crawler@4", "non_routable_address@1"],
      filterReason: "non_routable_address",
    });
    expect(judge("click", { userAgent: crawler.userAgent, occurredAt: 5000 }, settings)).toMatchObject({
      marks: ["known_crawler@4"],
      filterReason: null,
    });
  });

  it("are none for a record that tells neither agent nor address", () => {
    expect(judge("impression", {})).toEqual({ rules: [], marks: [], filterReason: null });
  });
});
