import { expect, it } from "vitest";
import { auctionsOf, biddersOf } from "./bid-touches";
import type { IdentifiedRecord } from "./deduplicate/identify";

const record = (kind: string, auctionId: string | undefined, userKey: string, occurredAt: number) =>
  ({ kind, userKey, event: { auctionId, occurredAt } }) as unknown as IdentifiedRecord;
const records = [
  record("bid_request", "a", "u", 100_000),
  record("impression", "a", "v", 160_000),
  record("bid_request", "a", "u", 220_001),
  record("impression", undefined, "w", 5),
  record("click", "b", "x", 7),
  record("conversion", "b", "x", 8),
];

it("names each auction of bid requests and impressions with the stretches of its time", () => {
  expect(auctionsOf(records)).toEqual([
    { auctionId: "a", from: 100_000, to: 160_000 },
    { auctionId: "a", from: 220_001, to: 220_001 },
  ]);
});

it("names each user of bid requests and impressions with the stretches of its time", () => {
  expect(biddersOf(records)).toEqual([
    { userKey: "u", from: 100_000, to: 100_000 },
    { userKey: "u", from: 220_001, to: 220_001 },
    { userKey: "v", from: 160_000, to: 160_000 },
    { userKey: "w", from: 5, to: 5 },
  ]);
});
