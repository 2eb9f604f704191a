import type { CorrelateMessage, TouchedAuction, TouchedBidder } from "@/lib/contracts/correlate";
import type { ImpressionRef } from "@/lib/storage/correlation/bids/impression-ref";
import { isRecent } from "@/lib/storage/correlation/bids/is-recent";
import {
  type ImpressionPage,
  pageAuctionImpressions,
  probeAuctionImpressions,
  probeBidderImpressions,
  scanAuctionImpressions,
} from "@/lib/storage/correlation/bids/list-touched-impressions";
import { listUserTimeSources } from "@/lib/storage/correlation/bids/list-user-time-sources";
import type { PrismaClient } from "@/lib/storage/prisma";
import type { TouchedBy } from "../write-results";
import { rematch } from "./rematch";

const limitsOfProduct = {
  /** So many auctions or users are looked up together, */
  touched: 500,
  /** each with so many impressions; who has more is gone through alone, */
  each: 10,
  /** so many at a time. */
  page: 2000,
};
type Limits = typeof limitsOfProduct;

/** A transaction waits for its turn on the embedded database's one session. */
const patience = { maxWait: 30_000, timeout: 120_000 };

/**
 * Matches the impressions of touched auctions and bidders to their bid requests again, and writes what changed, some
 * thousand impressions a transaction. Doing it again changes nothing, also when it was stopped in the middle.
 */
export async function matchBids(
  prisma: PrismaClient,
  touchedBy: TouchedBy,
  { auctions = [], bidders = [] }: Pick<CorrelateMessage, "auctions" | "bidders">,
  limits = limitsOfProduct,
): Promise<void> {
  for await (const impressions of listTouched(prisma, { auctions, bidders }, limits)) {
    for (let start = 0; start < impressions.length; start += limits.page) {
      const some = impressions.slice(start, start + limits.page);
      await prisma.$transaction((db) => rematch(db, touchedBy, some), patience);
    }
  }
}

interface Touched {
  auctions: readonly TouchedAuction[];
  bidders: readonly TouchedBidder[];
}

async function* listTouched(prisma: PrismaClient, { auctions, bidders }: Touched, limits: Limits) {
  for (let start = 0; start < auctions.length; start += limits.touched) {
    yield* ofAuctions(prisma, auctions.slice(start, start + limits.touched), limits);
  }
  const sources = bidders.length > 0 ? await listUserTimeSources(prisma) : new Set<string>();
  if (sources.size === 0) return;
  yield* probe(bidders, limits, (some, page) => probeBidderImpressions(prisma, some, sources, page), keyOfBidder);
}

/** All together; and where many impressions share an auction id, only those that can be another's now. */
async function* ofAuctions(prisma: PrismaClient, auctions: readonly TouchedAuction[], limits: Limits) {
  const all = await scanAuctionImpressions(prisma, auctions, auctions.length * limits.each);
  if (all) yield all;
  else if (auctions.every((auction) => isRecent(auction.from)))
    yield* probe(auctions, limits, (some, page) => probeAuctionImpressions(prisma, some, page), keyOfAuction);
  else yield* pages(limits.page, (page) => pageAuctionImpressions(prisma, auctions, page));
}

const keyOfAuction = (of: TouchedAuction | ImpressionRef) => of.auctionId ?? "";
const keyOfBidder = (of: TouchedBidder | ImpressionRef) => of.userKey;

type List<Entry> = (some: readonly Entry[], page: ImpressionPage) => Promise<ImpressionRef[]>;

/** Gives the impressions of many entries together, and of those that have many page by page. */
async function* probe<Entry extends { from: number; to: number }>(
  entries: readonly Entry[],
  limits: Limits,
  list: List<Entry>,
  keyOf: (of: Entry | ImpressionRef) => string,
): AsyncGenerator<ImpressionRef[]> {
  for (let start = 0; start < entries.length; start += limits.touched) {
    const some = entries.slice(start, start + limits.touched);
    const found = await list(some, { limit: limits.each });
    const counts = new Map<string, number>();
    for (const each of found) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
    const hasMany = (of: Entry | ImpressionRef) => (counts.get(keyOf(of)) ?? 0) >= limits.each;
    yield [...new Map(found.filter((each) => !hasMany(each)).map((each) => [identityOf(each), each])).values()];
    for (const entry of some.filter(hasMany)) yield* pages(limits.page, (page) => list([entry], page));
  }
}

async function* pages(
  limit: number,
  list: (page: ImpressionPage) => Promise<ImpressionRef[]>,
): AsyncGenerator<ImpressionRef[]> {
  for (let after: ImpressionRef | undefined; ; ) {
    const page = await list({ after, limit });
    yield page;
    after = page.at(-1);
    if (page.length < limit) return;
  }
}

function identityOf({ campaignId, at, eventId }: ImpressionRef): string {
  return JSON.stringify([campaignId, at, eventId]);
}
