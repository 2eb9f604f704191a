import { describe, expect, it } from "vitest";
import type { EventKind } from "@/lib/contracts/kinds";
import { noRaw } from "../decode/decoded";
import { validateEvents } from "./validate-events";

const receivedAt = Date.parse("2026-11-23T10:00:00Z");
const day = 86_400_000;
const impression = { occurredAt: receivedAt, userId: "u", creativeId: "c", site: "example.com" };
const conversion = { occurredAt: receivedAt, userId: "u", campaignId: "k", conversionType: "purchase" };

function validate(kind: EventKind, fields: Record<string, unknown>) {
  const item = { record: 4, raw: noRaw, kind, fields, sent: Object.keys(fields) };
  const { passed, rejected } = validateEvents([item], { receivedAt, retentionDays: 30 });
  return passed[0] ?? rejected[0];
}

describe("validateEvents", () => {
  it("gives the event of its kind, without what is not in the contract", () => {
    expect(validate("impression", { ...impression, viewable: true, conversionType: "x" })).toMatchObject({
      record: 4,
      kind: "impression",
      event: { ...impression, viewable: true },
    });
    expect(validate("impression", { ...impression, orderId: "x" })).not.toHaveProperty("event.orderId");
  });

  it.each<[string, EventKind, Record<string, unknown>, string, string | null]>([
    ["a missing time", "impression", { ...impression, occurredAt: undefined }, "missing_field", "occurredAt"],
    ["a missing user", "conversion", { ...conversion, userId: undefined }, "missing_field", "userId"],
    ["a missing type", "conversion", { ...conversion, conversionType: undefined }, "missing_field", "conversionType"],
    ["nothing at all", "click", {}, "missing_field", "occurredAt"],
    ["an object as an id", "click", { ...conversion, userId: { id: 1 } }, "wrong_type", "userId"],
    ["an array as a site", "impression", { ...impression, site: ["x"] }, "wrong_type", "site"],
    ["text as micros", "impression", { ...impression, priceMicros: "12.5" }, "wrong_type", "priceMicros"],
    ["half a micro", "impression", { ...impression, priceMicros: 12.5 }, "wrong_type", "priceMicros"],
    ["text as viewable", "impression", { ...impression, viewable: "perhaps" }, "wrong_type", "viewable"],
    ["negative micros", "conversion", { ...conversion, valueMicros: -1 }, "out_of_range", "valueMicros"],
    ["micros beyond exact numbers", "conversion", { ...conversion, valueMicros: 1e17 }, "out_of_range", "valueMicros"],
    ["a currency that is none", "conversion", { ...conversion, currency: "EURO" }, "invalid_value", "currency"],
    ["an id that is too long", "click", { ...conversion, campaignId: "x".repeat(257) }, "invalid_value", "campaignId"],
    ["an id with NUL", "click", { ...conversion, campaignId: "a\0b" }, "invalid_value", "campaignId"],
    ["half a character", "click", { ...conversion, campaignId: "a\ud800" }, "invalid_value", "campaignId"],
    ["text with NUL", "impression", { ...impression, placement: "a\0b" }, "invalid_value", "placement"],
    [
      "an hour and a bit ahead",
      "impression",
      { ...impression, occurredAt: receivedAt + 3_600_001 },
      "clock_skew",
      "occurredAt",
    ],
    [
      "older than what is kept",
      "impression",
      { ...impression, occurredAt: receivedAt - 30 * day - 1 },
      "out_of_range",
      "occurredAt",
    ],
  ])("rejects %s", (_, kind, fields, reason, field) => {
    expect(validate(kind, fields)).toMatchObject({
      record: 4,
      reason,
      field,
      message: expect.stringContaining(String(field)),
    });
  });

  it.each([
    ["an hour ahead", receivedAt + 3_600_000],
    ["as old as what is kept", receivedAt - 30 * day],
  ])("takes %s", (_, occurredAt) => {
    expect(validate("impression", { ...impression, occurredAt })).toHaveProperty("event");
  });
});
