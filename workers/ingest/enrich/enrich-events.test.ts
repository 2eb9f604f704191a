import { describe, expect, it } from "vitest";
import type { ValidEvent } from "@/lib/contracts/events";
import { createAddressHash } from "../address-key";
import { noRaw } from "../decode/decoded";
import { createUserHash } from "../hash-user";
import { agentOf } from "./agent-of";
import { rateDaysOf } from "./amount-of";
import type { CampaignFacts, Catalogue } from "./catalogue";
import { createConverter } from "./convert-money";
import { type EnrichContext, enrichEvents } from "./enrich-events";
import { siteOf } from "./site-of";

const facts: CampaignFacts = { advertiserId: "a", currency: "EUR", pricing: "cpm", priceMicros: 4_500_000 };
const catalogue: Catalogue = {
  campaigns: new Map<string, CampaignFacts>([
    ["cpm", facts],
    ["cpc", { ...facts, pricing: "cpc", priceMicros: 620_000 }],
    ["cpa", { ...facts, pricing: "cpa", priceMicros: 38_000_000 }],
    ["unassigned", { ...facts, advertiserId: "unassigned", currency: "USD", priceMicros: 0 }],
  ]),
  creatives: new Map([
    ["banner", "cpm"],
    ["text", "cpc"],
    ["stray", "unassigned"],
  ]),
};
const common = { occurredAt: 0, userId: "u" };
const impression = (event: object) => ({
  kind: "impression",
  event: { ...common, creativeId: "banner", site: "x.com", ...event },
});
const click = (event: object) => ({ kind: "click", event: { ...common, campaignId: "cpc", ...event } });
const conversion = (event: object) => ({
  kind: "conversion",
  event: { ...common, campaignId: "cpa", conversionType: "sale", ...event },
});
const bidRequest = (event: object) => ({ kind: "bid_request", event: { ...common, auctionId: "z", ...event } });

const unmarked = { marks: [], filterReason: null };
const rates = new Map([["1970-01-01", [{ base: "EUR", currency: "USD", rate: "1.25" }]]]);
const context: EnrichContext = {
  catalogue,
  unknownReferences: "reject",
  hashUser: (userId) => `key of ${userId}`,
  hashAddress: createAddressHash("secret"),
  countryOf: ({ text }) => (text === "84.12.3.4" ? "GB" : null),
  convert: createConverter(rates),
};

function enrich(records: object[], unknownReferences: "reject" | "create" = "reject") {
  const items = records.map((record, index) => ({
    ...(record as ValidEvent),
    record: index + 1,
    raw: noRaw,
    sent: [],
    ...unmarked,
  }));
  return enrichEvents(items, { ...context, unknownReferences });
}
const one = (record: object, unknownReferences?: "reject" | "create") => {
  const { passed, rejected } = enrich([record], unknownReferences);
  return passed[0] ?? rejected[0];
};

describe("the campaign of an event", () => {
  it.each<[string, object, string]>([
    ["is the creative's", impression({}), "cpm"],
    ["is the creative's, as the event says too", impression({ campaignId: "cpm" }), "cpm"],
    ["is the event's when the creative is unassigned", impression({ creativeId: "stray", campaignId: "cpc" }), "cpc"],
    ["is unassigned with its creative", impression({ creativeId: "stray" }), "unassigned"],
    ["of a click is the event's", click({}), "cpc"],
    ["of a click is the event's, as its creative says", click({ creativeId: "text" }), "cpc"],
    ["of a bid request without one is unassigned", bidRequest({}), "unassigned"],
    ["of a bid request is the event's", bidRequest({ campaignId: "cpm" }), "cpm"],
  ])("%s", (_, record, campaignId) => {
    expect(one(record)).toMatchObject({ campaignId });
  });

  it.each<[string, object, string, string]>([
    ["an unknown creative", impression({ creativeId: "?" }), "unknown_reference", "creativeId"],
    ["an unknown campaign of a click", click({ campaignId: "?" }), "unknown_reference", "campaignId"],
    ["an unknown creative of a click", click({ creativeId: "?" }), "unknown_reference", "creativeId"],
    ["an unknown campaign of a bid request", bidRequest({ campaignId: "?" }), "unknown_reference", "campaignId"],
    [
      "a campaign that is not the creative's",
      impression({ campaignId: "cpc" }),
      "inconsistent_reference",
      "campaignId",
    ],
  ])("refuses %s", (_, record, reason, field) => {
    expect(one(record)).toMatchObject({ record: 1, reason, field });
  });

  it("asks for what a source may create, each once, creatives never under a named campaign", () => {
    const { passed, created } = enrich(
      [
        impression({ creativeId: "n1" }),
        impression({ creativeId: "n1", campaignId: "cpc" }),
        impression({ creativeId: "n1", campaignId: "new" }),
        click({ campaignId: "new" }),
      ],
      "create",
    );
    expect(passed.map((record) => record.campaignId)).toEqual(["unassigned", "cpc", "new", "new"]);
    expect(created).toEqual({ campaignIds: new Set(["new"]), creativeIds: new Set(["n1"]) });
    expect(one(impression({ campaignId: "cpc" }), "create")).toMatchObject({ reason: "inconsistent_reference" });
  });
});

describe("the cost of an event", () => {
  it.each<[object, number]>([
    [impression({}), 4500],
    [impression({ priceMicros: 3 }), 3],
    [impression({ priceMicros: 0 }), 0],
    [impression({ creativeId: "text" }), 0],
    [click({}), 620_000],
    [click({ campaignId: "cpm" }), 0],
    [conversion({ valueMicros: 5 }), 0],
  ])("of %o is %i", (record, costMicros) => {
    expect(one(record)).toMatchObject({ costMicros });
  });

  it.each([
    [1500, 2],
    [2500, 2],
    [2501, 3],
    [3500, 4],
    [499, 0],
  ])("of %i per mille is rounded half to even, %i", (priceMicros, costMicros) => {
    const campaigns = new Map([["cpm", { ...facts, priceMicros }]]);
    const record = { ...(impression({}) as ValidEvent), record: 1, raw: noRaw, sent: [], ...unmarked };
    const own = { ...context, catalogue: { ...catalogue, campaigns } };
    expect(enrichEvents([record], own).passed[0]).toMatchObject({ costMicros });
  });
});

describe("money of another currency", () => {
  it("is in the account's once it is stored, while the event stays as it was sent", () => {
    expect(one(impression({ priceMicros: 125, currency: "USD" }))).toMatchObject({
      costMicros: 100,
      event: { priceMicros: 125, currency: "USD" },
    });
    const sale = conversion({ valueMicros: 3, currency: "USD" });
    expect(one(sale)).toMatchObject({ valueMicros: 2, costMicros: 0, event: { valueMicros: 3 } });
    expect(one(conversion({ valueMicros: 3, currency: "EUR" }))).toMatchObject({ valueMicros: 3 });
    expect(one(conversion({ currency: "XYZ" }))).toMatchObject({ valueMicros: 0 });
    expect(one(click({ currency: "XYZ" }))).toMatchObject({ costMicros: 620_000, valueMicros: null });
    expect(one(bidRequest({ bidFloorMicros: 3, currency: "XYZ" }))).toHaveProperty("costMicros");
    expect(one(impression({ creativeId: "stray", priceMicros: 100, currency: "EUR" }))).toMatchObject({
      campaignId: "unassigned",
      costMicros: 125,
    });
  });

  it("waits for a rate", () => {
    const rejection = { reason: "unknown_reference", field: "currency", reference: "currency:GBP" };
    expect(one(impression({ priceMicros: 3, currency: "GBP" }))).toMatchObject(rejection);
    expect(one(conversion({ valueMicros: 0, currency: "GBP" }))).toMatchObject(rejection);
    const tooLate = { valueMicros: 3, currency: "USD", occurredAt: 8 * 86_400_000 };
    expect(one(conversion(tooLate))).toMatchObject({ ...rejection, reference: "currency:USD" });
  });

  it("is refused when it is more than can be kept", () => {
    const most = { priceMicros: Number.MAX_SAFE_INTEGER, currency: "EUR", creativeId: "stray" };
    expect(one(impression(most))).toMatchObject({ reason: "out_of_range", field: "priceMicros" });
  });

  it("needs the rates of its day and the seven before, and none where the currency is the account's", () => {
    const at = Date.UTC(2026, 2, 9, 23, 59);
    const named = [
      impression({ priceMicros: 3, currency: "GBP", occurredAt: at }),
      impression({ priceMicros: 3, currency: "EUR", occurredAt: 0 }),
      impression({ currency: "GBP", occurredAt: 0 }),
      click({ currency: "GBP", occurredAt: 0 }),
    ] as ValidEvent[];
    const days = rateDaysOf(named, catalogue);
    expect(days.toSorted()).toEqual(Array.from({ length: 8 }, (_, age) => `2026-03-0${2 + age}`));
  });
});

describe("what is worked out from the fields", () => {
  it.each([
    ["https://www.shop.co.uk/a?b", "shop.co.uk"],
    ["HTTP://News.Example.COM:8080/", "example.com"],
    ["example9.com", "example9.com"],
    ["user.github.io", "github.io"],
    ["com.rovio.angrybirds", "com.rovio.angrybirds"],
    ["com.Example.app", "com.Example.app"],
    ["284035177", "284035177"],
    ["http://192.168.1.7/x", "192.168.1.7"],
    ["localhost", "localhost"],
    ["intranet.corp", "intranet.corp"],
    ["https://bücher.example.de/", "example.de"],
  ])("the site of %s is %s", (sent, site) => {
    expect(siteOf(sent)).toBe(site);
  });

  it("device, browser and system", () => {
    const iphone =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1";
    expect(agentOf(iphone)).toEqual({ device: "mobile", browser: "Safari", os: "iOS" });
    expect(agentOf("???")).toEqual({ device: "unknown", browser: "unknown", os: "unknown" });
    expect(one(impression({ userAgent: iphone }))).toMatchObject({ device: "mobile" });
    expect(one(impression({}))).toMatchObject({
      device: "unknown",
      browser: "unknown",
      os: "unknown",
      country: "unknown",
    });
  });

  it.each([
    ["de", "DE"],
    ["USA", "US"],
    ["gbr", "GB"],
    ["uk", "GB"],
    ["XK", "XK"],
    ["ZZ", "unknown"],
    ["ZZZ", "unknown"],
    ["Germany", "unknown"],
    ["__proto__", "unknown"],
    ["\u{1f1e9}\u{1f1ea}", "unknown"],
  ])("the country of %s is %s", (country, expected) => {
    expect(one(impression({ country, ip: "84.12.3.4" }))).toMatchObject({ country: expected });
  });

  it.each([
    ["84.12.3.4", "GB"],
    ["::ffff:84.12.3.4", "GB"],
    ["10.0.0.1", "unknown"],
    ["nonsense", "unknown"],
  ])("the country of one at %s who tells none is %s", (ip, country) => {
    expect(one(impression({ ip }))).toMatchObject({ country });
  });

  it("the key of an address, of IPv6 of its network, as OpenSSL works it out", () => {
    const keyOf = (ip: string) => one(impression({ ip }));
    // printf address:84.12.3.4 | openssl dgst -sha256 -hmac secret
    expect(keyOf("84.12.3.4")).toMatchObject({ addressKey: "f11b9574-bb33-b273-11bc-3fcc43d9f441" });
    expect(keyOf("::ffff:84.12.3.4")).toMatchObject({ addressKey: "f11b9574-bb33-b273-11bc-3fcc43d9f441" });
    // printf address:2a02810900010002 | openssl dgst -sha256 -hmac secret
    expect(keyOf("2a02:8109:1:2::5")).toMatchObject({ addressKey: "a89a4f1d-9c44-6d38-678d-f1eea8152c50" });
    expect(keyOf("2A02:8109:0001:2:ffff::")).toMatchObject({ addressKey: "a89a4f1d-9c44-6d38-678d-f1eea8152c50" });
    expect(keyOf("2a02:8109:1:3::5")).not.toMatchObject({ addressKey: "a89a4f1d-9c44-6d38-678d-f1eea8152c50" });
    expect(keyOf("nonsense")).toMatchObject({ addressKey: null });
    expect(one(impression({}))).toMatchObject({ addressKey: null });
  });

  it("the key of a user, as OpenSSL works it out", () => {
    // printf user-1 | openssl dgst -sha256 -hmac secret
    expect(createUserHash("secret")("user-1")).toBe("1d16fd7e-96e8-a968-1f28-3b8a251822ff");
    expect(createUserHash("other")("user-1")).not.toBe("1d16fd7e-96e8-a968-1f28-3b8a251822ff");
  });
});
