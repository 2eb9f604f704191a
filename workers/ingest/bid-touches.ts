import type { TouchedAuction, TouchedBidder } from "@/lib/contracts/correlate";
import { groupTimes, type TimeRange } from "@/workers/runtime/group-times";
import type { IdentifiedRecord } from "./deduplicate/identify";

/** What of bid requests and impressions has to be matched again. */
export interface BidTouches {
  auctions: TouchedAuction[];
  bidders: TouchedBidder[];
}

/** Touched times of an auction or user at most this far apart stand as one: what lies between is looked at too. */
const gapMs = 60_000;

/** Gives the auctions of bid requests and impressions, each with the stretches of event time in which it has some. */
export function auctionsOf(records: readonly IdentifiedRecord[]): TouchedAuction[] {
  const times = new Map<string, TimeRange[]>();
  for (const record of records) {
    const auctionId = auctionIdOf(record);
    if (auctionId !== undefined) add(times, auctionId, record.event.occurredAt);
  }
  return [...times].flatMap(([auctionId, ranges]) => grouped(ranges).map((range) => ({ auctionId, ...range })));
}

/** Gives the users of bid requests and impressions, each with the stretches of event time in which it has some. */
export function biddersOf(records: readonly IdentifiedRecord[]): TouchedBidder[] {
  const times = new Map<string, TimeRange[]>();
  for (const { kind, userKey, event } of records) {
    if (kind === "bid_request" || kind === "impression") add(times, userKey, event.occurredAt);
  }
  return [...times].flatMap(([userKey, ranges]) => grouped(ranges).map((range) => ({ userKey, ...range })));
}

/** The auction that a record names; undefined without one. */
export function auctionIdOf(record: IdentifiedRecord): string | undefined {
  return record.kind === "bid_request" || record.kind === "impression" ? record.event.auctionId : undefined;
}

function add(times: Map<string, TimeRange[]>, key: string, at: number): void {
  const known = times.get(key);
  if (known) known.push({ from: at, to: at });
  else times.set(key, [{ from: at, to: at }]);
}

function grouped(ranges: TimeRange[]): TimeRange[] {
  return ranges.length === 1 ? ranges : groupTimes(ranges, gapMs);
}
