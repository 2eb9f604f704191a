import { z } from "zod";
import { auctionAfterMs, auctionBeforeMs, userBeforeMs } from "@/lib/contracts/bid-match";
import type { TouchedAuction, TouchedBidder } from "@/lib/contracts/correlate";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { isRecent } from "./is-recent";

const noSchema = z.object({ no: z.bigint() });
const auctionSchema = z.object({ auctionId: z.string() });

/** So many impressions an auction are expected at most. */
const mostEach = 10;

/**
 * Gives those of auctions with new bid requests that have impressions which these may belong to: most have none yet.
 * All count as having some where that would take long to tell: long ago, in compressed chunks, and when many
 * impressions share an auction id.
 */
export async function listAwaitedAuctions(
  db: Database,
  auctions: readonly TouchedAuction[],
): Promise<readonly TouchedAuction[]> {
  if (auctions.some((auction) => !isRecent(auction.from)) || auctions.length === 0) return auctions;
  const limit = auctions.length * mostEach;
  // set-based: a probe for each costs ten times as much, most of it for choosing the chunk
  const rows = await db.$queryRaw`
    select i.auction_id as "auctionId" from impression i
    where i.auction_id = any(${pgArray([...new Set(auctions.map((auction) => auction.auctionId))])}::text[])
      and ${within(auctions, auctionAfterMs, auctionBeforeMs)}
    limit ${limit}::int`;
  const found = z.array(auctionSchema).parse(rows);
  if (found.length === limit) return auctions;
  const awaited = new Set(found.map(({ auctionId }) => auctionId));
  return auctions.filter((auction) => awaited.has(auction.auctionId));
}

/** Gives those of users with new bid requests that have impressions which these may belong to. */
export async function listAwaitedBidders(db: Database, bidders: readonly TouchedBidder[]): Promise<TouchedBidder[]> {
  if (bidders.length === 0) return [];
  const rows = await db.$queryRaw`
    select t.no
    from unnest(
      ${pgArray(bidders.map((bidder) => bidder.userKey))}::uuid[],
      ${pgArray(bidders.map((bidder) => iso(bidder.from)))}::timestamptz[],
      ${pgArray(bidders.map((bidder) => iso(bidder.to + userBeforeMs)))}::timestamptz[]
    ) with ordinality as t (user_key, from_at, to_at, no)
    cross join lateral (
      select from journey_event j
      where j.user_key = t.user_key and j.kind = 'impression' and j.occurred_at between t.from_at and t.to_at
      limit 1
    ) as any_of_them`;
  return z
    .array(noSchema)
    .parse(rows)
    .map(({ no }) => bidders[Number(no) - 1] as TouchedBidder);
}

/** Constants, so that the planner leaves the other chunks out. */
function within(auctions: readonly TouchedAuction[], beforeMs: number, afterMs: number): Prisma.Sql {
  const from = auctions.reduce((least, each) => Math.min(least, each.from), Number.POSITIVE_INFINITY) - beforeMs;
  const to = auctions.reduce((most, each) => Math.max(most, each.to), Number.NEGATIVE_INFINITY) + afterMs;
  return Prisma.sql`i.occurred_at between ${iso(from)}::timestamptz and ${iso(to)}::timestamptz`;
}
