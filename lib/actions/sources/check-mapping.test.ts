import { expect, it } from "vitest";
import type { Mapping } from "@/lib/contracts/source";
import { checkMapping } from "./check-mapping";

it("takes fields of ours and formats that can be read", () => {
  const mapping: Mapping = {
    clicks: {
      fields: { userId: "uid", orderId: "o", occurredAt: { path: "t", type: "datetime", format: "d.M.yyyy H:mm" } },
    },
    "bid-requests": { fields: { occurredAt: { default: "$receivedAt" } } },
  };
  expect(() => checkMapping(mapping)).not.toThrow();
});

it.each<[Mapping, string]>([
  [{ impressions: { fields: { creative: "c" } } }, "mapping.impressions.fields.creative"],
  [{ clicks: { fields: { constructor: "c" } } }, "mapping.clicks.fields.constructor"],
  [{ clicks: { fields: { occurredAt: { type: "datetime" } } } }, "needs a format"],
  [{ clicks: { fields: { occurredAt: { type: "datetime", format: "YYYY-MM-dd" } } } }, "write yyyy"],
  [{ clicks: { fields: { occurredAt: { type: "datetime", format: "HH:mm" } } } }, "no full date"],
])("refuses %j", (mapping, words) => {
  expect(() => checkMapping(mapping)).toThrow(words);
});

it("names the first 20 of what is wrong", () => {
  const fields = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, "x"]));
  try {
    checkMapping({ clicks: { fields } });
    expect.unreachable();
  } catch (error) {
    expect((error as { details: { issues: unknown[] } }).details.issues).toHaveLength(20);
  }
});
