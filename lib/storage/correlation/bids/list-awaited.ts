import { z } from "zod";
import { auctionAfterMs, auctionBeforeMs, userBeforeMs } from "@/lib/contracts/bid-match";
import type { TouchedAuction, TouchedBidder } from "@/lib/contracts/correlate";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { isRecent } from "./is-recent";

const rowSchema = z.object({ no: z.bigint() });

/**
 * Gives those of auctions with new bid requests that have impressions which these may belong to: most have none yet.
 * What lies so long ago that it would have to be looked through counts as having some.
 */
export async function listAwaitedAuctions(
  db: Database,
  auctions: readonly TouchedAuction[],
): Promise<TouchedAuction[]> {
  const recent = auctions.filter((auction) => isRecent(auction.from));
  const old = auctions.filter((auction) => !isRecent(auction.from));
  if (recent.length === 0) return old;
  const rows = await db.$queryRaw`
    select t.no
    from unnest(
      ${pgArray(recent.map((auction) => auction.auctionId))}::text[],
      ${pgArray(recent.map((auction) => iso(auction.from - auctionAfterMs)))}::timestamptz[],
      ${pgArray(recent.map((auction) => iso(auction.to + auctionBeforeMs)))}::timestamptz[]
    ) with ordinality as t (auction_id, from_at, to_at, no)
    cross join lateral (
      select from impression i
      where i.auction_id = t.auction_id and i.occurred_at between t.from_at and t.to_at
        and ${within(recent, auctionAfterMs, auctionBeforeMs)}
      limit 1
    ) as any_of_it`;
  return [...picked(recent, rows), ...old];
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
  return picked(bidders, rows);
}

function picked<Touched>(touched: readonly Touched[], rows: unknown): Touched[] {
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ no }) => touched[Number(no) - 1] as Touched);
}

/** Constants, so that the planner leaves the other chunks out. */
function within(auctions: readonly TouchedAuction[], beforeMs: number, afterMs: number): Prisma.Sql {
  const from = auctions.reduce((least, each) => Math.min(least, each.from), Number.POSITIVE_INFINITY) - beforeMs;
  const to = auctions.reduce((most, each) => Math.max(most, each.to), Number.NEGATIVE_INFINITY) + afterMs;
  return Prisma.sql`i.occurred_at between ${iso(from)}::timestamptz and ${iso(to)}::timestamptz`;
}
