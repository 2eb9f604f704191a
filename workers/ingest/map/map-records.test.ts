import { describe, expect, it } from "vitest";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { Mapping } from "@/lib/contracts/source";
import { noRaw } from "../decode/decoded";
import { createMapper } from "./map-records";

const receivedAt = Date.parse("2026-11-23T10:00:00Z");

function map(path: IngestKind, value: Record<string, unknown>, mapping: Mapping = {}, timeZone = "UTC") {
  const mapper = createMapper({ id: "s", timeZone, unknownReferences: "reject", mapping }, path);
  const { passed, rejected } = mapper([{ record: 1, raw: noRaw, value }], receivedAt);
  return passed[0] ?? rejected[0];
}
const fieldsOf = (...given: Parameters<typeof map>) => (map(...given) as { fields: unknown }).fields;
const withFields = (kind: IngestKind, fields: NonNullable<Mapping[IngestKind]>["fields"]): Mapping => ({
  [kind]: { fields },
});

describe("the built-in names", () => {
  it("read the brief's own impressions", () => {
    const value = {
      ad_creative_id: 419,
      user_id: 32951,
      timestamp: "2023-12-14 17:16:34",
      website_url: "http://example2.com/path/83",
    };
    expect(map("impressions", value, {}, "Europe/Berlin")).toMatchObject({
      kind: "impression",
      fields: {
        creativeId: "419",
        userId: "32951",
        occurredAt: Date.parse("2023-12-14T16:16:34Z"),
        site: "http://example2.com/path/83",
      },
      sent: ["occurredAt", "userId", "site", "creativeId"],
    });
  });

  it.each([
    ["userId", { user_id: "u" }],
    ["userId", { "User ID": "u" }],
    ["userId", { USERID: " u " }],
    ["creativeId", { ad_id: "u" }],
    ["creativeId", { "ad-creative-id": "u" }],
    ["site", { domain: "u" }],
    ["userAgent", { ua: "u" }],
    ["ip", { ip_address: "u" }],
    ["campaignId", { adCampaignId: "u" }],
    ["eventId", { event_id: "u" }],
  ])("give %s", (field, value) => {
    expect(fieldsOf("impressions", value)).toEqual({ [field]: "u" });
  });

  it.each(["timestamp", "time", "ts", "event_time", "occurred_at", "occurredAt", "eventTime"])(
    "give occurredAt from %s",
    (name) => {
      expect(fieldsOf("clicks", { [name]: 1702574194 })).toEqual({ occurredAt: 1702574194000 });
    },
  );

  it("take the first of several, whatever their order, and pass over empty ones", () => {
    expect(fieldsOf("clicks", { ad_campaign_id: "a", campaign_id: "b" })).toEqual({ campaignId: "b" });
    expect(fieldsOf("clicks", { campaign_id: " ", ad_campaign_id: "a" })).toEqual({ campaignId: "a" });
  });

  it("see no inherited fields", () => {
    expect(fieldsOf("clicks", JSON.parse('{"__proto__":{"userId":"x"},"constructor":"y"}'))).toEqual({});
  });

  it.each([
    ["true", true],
    ["0", false],
    [1, true],
    [false, false],
    ["perhaps", "perhaps"],
  ])("read %s as viewable", (value, viewable) => {
    expect(fieldsOf("impressions", { viewable: value })).toEqual({ viewable });
  });

  it("read targeting that stands in a cell as JSON", () => {
    expect(fieldsOf("bid-requests", { targeting: '{"age":[18,24]}' })).toEqual({ targeting: { age: [18, 24] } });
    const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    expect(fieldsOf("bid-requests", { targeting: deep })).toEqual({ targeting: deep });
  });

  it("believe an amount only when its name says micros", () => {
    expect(fieldsOf("conversions", { value_micros: "49900000" })).toEqual({ valueMicros: 49_900_000 });
    expect(map("conversions", { revenue: "49.90" })).toMatchObject({
      reason: "wrong_type",
      field: "valueMicros",
      message: expect.stringContaining('"revenue"'),
    });
    expect(fieldsOf("conversions", { amount: "0" })).toEqual({ valueMicros: 0 });
  });
});

describe("the kind of a record", () => {
  it.each<[IngestKind, Record<string, unknown>, string]>([
    ["interactions", { conversion_type: "click" }, "click"],
    ["interactions", { conversion_type: " CLICK " }, "click"],
    ["interactions", { conversion_type: "" }, "click"],
    ["interactions", {}, "click"],
    ["interactions", { type: "purchase" }, "conversion"],
    ["clicks", { conversion_type: "purchase" }, "click"],
    ["conversions", { conversion_type: "click" }, "conversion"],
    ["impressions", {}, "impression"],
    ["bid-requests", {}, "bid_request"],
  ])("of %s with %o is %s", (path, value, kind) => {
    expect(map(path, value)).toMatchObject({ kind });
  });

  it("follows the mapping", () => {
    const mapping = withFields("interactions", {
      conversionType: { path: "action", map: { C: "click", P: "purchase" } },
    });
    expect(map("interactions", { action: "C", type: "x" }, mapping)).toMatchObject({ kind: "click" });
    expect(map("interactions", { action: "P" }, mapping)).toMatchObject({
      kind: "conversion",
      fields: { conversionType: "purchase" },
    });
  });
});

describe("a mapping", () => {
  it("reads nested paths, array items, and names with dots", () => {
    const mapping = withFields("bid-requests", {
      auctionId: "id",
      userId: "user.id",
      bidFloorMicros: { path: "imp.0.bidfloor", type: "decimal" },
      site: { path: "site.page", type: "url" },
      country: "device.geo.country",
      adFormat: "ext.format",
    });
    const value = {
      id: "a1",
      user: { id: 7 },
      imp: [{ bidfloor: 0.035 }],
      site: { page: "https://www.shop.example/x?y" },
      device: { geo: { country: "deu" } },
      "ext.format": "banner",
    };
    expect(fieldsOf("bid-requests", value, mapping)).toEqual({
      // a floor that names no currency is in US dollars
      currency: "USD",
      auctionId: "a1",
      userId: "7",
      bidFloorMicros: 35_000,
      site: "www.shop.example",
      country: "DEU",
      adFormat: "banner",
    });
  });

  it("reads no inherited field by a path", () => {
    const mapping = withFields("clicks", { userId: "constructor.name", campaignId: "__proto__.x" });
    expect(fieldsOf("clicks", { a: 1 }, mapping)).toEqual({});
  });

  it.each<[unknown, NonNullable<Mapping["clicks"]>["fields"][string], unknown]>([
    [1702574194, { path: "x", type: "epoch_s" }, 1702574194000],
    ["1702574194123", { path: "x", type: "epoch_ms" }, 1702574194123],
    ["2023-12-14T17:16:34", { path: "x", type: "iso" }, Date.parse("2023-12-14T16:16:34Z")],
    [
      "14.12.2023 17:16",
      { path: "x", type: "datetime", format: "dd.MM.yyyy HH:mm" },
      Date.parse("2023-12-14T16:16:00Z"),
    ],
  ])("reads %s by its rule", (value, occurredAt, expected) => {
    expect(fieldsOf("clicks", { x: value }, withFields("clicks", { occurredAt }), "Europe/Berlin")).toEqual({
      occurredAt: expected,
    });
  });

  it("with a type and no path refines the built-in name", () => {
    expect(
      fieldsOf("conversions", { revenue: "49.90" }, withFields("conversions", { valueMicros: { type: "decimal" } })),
    ).toEqual({
      valueMicros: 49_900_000,
    });
  });

  it.each<[unknown, NonNullable<Mapping["clicks"]>["fields"][string], string]>([
    ["soon", { path: "x", type: "epoch_s" }, "number"],
    ["4/5/2024", { path: "x" }, "format"],
    ["4/5/2024", { path: "x", type: "datetime" }, "needs a format"],
    ["4/5/2024", { path: "x", type: "datetime", format: "QQ yyyy" }, "QQ"],
  ])("refuses %s and says why", (value, occurredAt, why) => {
    expect(map("clicks", { x: value }, withFields("clicks", { occurredAt }))).toMatchObject({
      reason: "wrong_type",
      field: "occurredAt",
      message: expect.stringContaining(why),
    });
  });

  it("supplies defaults, which count as not sent", () => {
    const mapping = withFields("clicks", {
      occurredAt: { default: "$receivedAt" },
      site: { path: "page", default: "app" },
      currency: { default: "eur" },
    });
    expect(map("clicks", { user_id: 1 }, mapping)).toMatchObject({
      fields: { userId: "1", occurredAt: receivedAt, site: "app", currency: "EUR" },
      sent: ["userId"],
    });
    expect(map("clicks", { user_id: 1, ts: 1702574194, page: "x" }, mapping)).toMatchObject({
      fields: { occurredAt: 1702574194000, site: "x" },
      sent: ["occurredAt", "userId", "site"],
    });
  });

  it("of a zone that is not known cannot be compiled", () => {
    expect(() =>
      createMapper({ id: "s", timeZone: "Mars/Base", unknownReferences: "reject", mapping: {} }, "clicks"),
    ).toThrow();
  });
});
