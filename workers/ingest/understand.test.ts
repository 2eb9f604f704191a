import { describe, expect, it } from "vitest";
import { fieldsByKind } from "@/lib/contracts/fields";
import type { EventKind, IngestKind } from "@/lib/contracts/kinds";
import { jsonChunk, throughStages } from "./chunk.fixture";
import { refuseRecords } from "./understand";

const kindOfPath: Record<IngestKind, EventKind> = {
  impressions: "impression",
  clicks: "click",
  conversions: "conversion",
  interactions: "conversion",
  "bid-requests": "bid_request",
};
const whole = {
  occurredAt: new Date().toISOString(),
  userId: "u",
  creativeId: "c",
  campaignId: "k",
  site: "example.com",
  conversionType: "purchase",
  auctionId: "a",
};
const hostile: unknown[] = [
  null,
  true,
  -1,
  1e308,
  12.5,
  "",
  "\u0000",
  "\ud800",
  "\u202e<script>alert(1)</script>",
  "=cmd|' /C calc'!A0",
  "x".repeat(100_000),
  "12345678901234567890",
  "constructor",
  [],
  [[["x"]]],
  {},
  { __proto__: null, toString: 1 },
  '{"a":1}',
  "http://[::1]:80:80//",
  "2026-02-30 00:00:00",
];
const nothing = { campaigns: new Map(), creatives: new Map() };

describe("the stages together", () => {
  it.each(Object.keys(kindOfPath) as IngestKind[])("account for every hostile record of %s, one by one", (kind) => {
    const records = fieldsByKind[kindOfPath[kind]].flatMap(({ name }) =>
      hostile.map((value) => ({ ...whole, [name]: value })),
    );
    const chunk = throughStages(jsonChunk(records, { kind }), nothing, { unknownReferences: "create" });
    const numbers = [...chunk.candidates, ...chunk.rejected].map(({ record }) => record).sort((a, b) => a - b);
    expect(numbers).toEqual(records.map((_, index) => index + 1));
    expect(chunk.candidates.length).toBeGreaterThan(0);
    for (const { field, message } of chunk.rejected) expect(message).toContain(field);
  });

  it("reject every record of a chunk that is given up, with what was sent", () => {
    const sent = ['{"a":1}', "broken"].map((text, index) => ({ record: index + 1, raw: () => Buffer.from(text) }));
    const rejected = refuseRecords(sent, "it was too much.");
    expect(rejected.map(({ record, reason, raw }) => [record, reason, Buffer.from(raw()).toString()])).toEqual([
      [1, "unprocessable", '{"a":1}'],
      [2, "unprocessable", "broken"],
    ]);
    expect(rejected[0]?.message).toBe("The record could not be processed: it was too much.");
  });
});
