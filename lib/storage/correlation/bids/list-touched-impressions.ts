import { z } from "zod";
import { auctionAfterMs, auctionBeforeMs, userBeforeMs } from "@/lib/contracts/bid-match";
import type { TouchedAuction, TouchedBidder } from "@/lib/contracts/correlate";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { type ImpressionPlace, type ImpressionRef, impressionColumns, impressionRefSchema } from "./impression-ref";

/** Where a list goes on, and how many it gives at most. */
export interface ImpressionPage {
  after?: ImpressionPlace;
  limit: number;
}

/**
 * Gives the impressions of touched auctions whose bid request may be another one now: those in the touched time, and
 * those that a bid request there can belong to; not beyond the next bid request of the auction, which they would have.
 * @param page of each auction; more than one auction only from the beginning
 */
export async function probeAuctionImpressions(
  db: Database,
  auctions: readonly TouchedAuction[],
  page: ImpressionPage,
): Promise<ImpressionRef[]> {
  if (auctions.length === 0) return [];
  const bids = Prisma.sql`
    from bid_request b where b.auction_id = t.auction_id
      and ${within("b", auctions, { beforeMs: auctionBeforeMs, afterMs: auctionBeforeMs })}`;
  const rows = await db.$queryRaw`
    select i.*
    from unnest(
      ${pgArray(auctions.map((auction) => auction.auctionId))}::text[],
      ${pgArray(auctions.map((auction) => iso(auction.from)))}::timestamptz[],
      ${pgArray(auctions.map((auction) => iso(auction.to)))}::timestamptz[]
    ) as t (auction_id, from_at, to_at)
    cross join lateral (
      select
        case when exists (
          select ${bids} and b.occurred_at < t.from_at and b.occurred_at >= t.from_at - ${interval(auctionBeforeMs)}
        ) then t.from_at else t.from_at - ${interval(auctionAfterMs)} end as from_at,
        coalesce((
          select b.occurred_at ${bids} and b.occurred_at > t.to_at and b.occurred_at <= t.to_at + ${interval(auctionBeforeMs)}
          order by b.occurred_at limit 1
        ), t.to_at + ${interval(auctionBeforeMs)}) as to_at
    ) as reach
    cross join lateral (
      select ${impressionColumns}
      from impression i
      where i.auction_id = t.auction_id and i.occurred_at between reach.from_at and reach.to_at
        and ${within("i", auctions, { beforeMs: auctionAfterMs, afterMs: auctionBeforeMs })} and ${isAfter(page.after)}
      ${nextFirst(page.limit)}
    ) as i`;
  return z.array(impressionRefSchema).parse(rows);
}

/** Gives all impressions of touched auctions near the touched time, in no order; null when there are `limit` or more. */
export async function scanAuctionImpressions(
  db: Database,
  auctions: readonly TouchedAuction[],
  limit: number,
): Promise<ImpressionRef[] | null> {
  const rows = await db.$queryRaw`
    select ${impressionColumns} from impression i where ${isNear(auctions)} limit ${limit}::int`;
  const impressions = z.array(impressionRefSchema).parse(rows);
  return impressions.length < limit ? impressions : null;
}

/** Gives the same page by page. */
export async function pageAuctionImpressions(
  db: Database,
  auctions: readonly TouchedAuction[],
  page: ImpressionPage,
): Promise<ImpressionRef[]> {
  const rows = await db.$queryRaw`
    select ${impressionColumns} from impression i
    where ${isNear(auctions)} and ${isAfter(page.after)}
    ${nextFirst(page.limit)}`;
  return z.array(impressionRefSchema).parse(rows);
}

function isNear(auctions: readonly TouchedAuction[]): Prisma.Sql {
  return Prisma.sql`
    i.auction_id = any(${pgArray([...new Set(auctions.map((auction) => auction.auctionId))])}::text[])
    and ${within("i", auctions, { beforeMs: auctionAfterMs, afterMs: auctionBeforeMs })}`;
}

/**
 * Gives the impressions of touched users whose bid request may be another one now, of the sources whose impressions are
 * matched by user and time. The users' journeys tell where they are.
 * @param page of each user; more than one user only from the beginning
 */
export async function probeBidderImpressions(
  db: Database,
  bidders: readonly TouchedBidder[],
  sourceIds: Iterable<string>,
  page: ImpressionPage,
): Promise<ImpressionRef[]> {
  if (bidders.length === 0) return [];
  const rows = await db.$queryRaw`
    select i.*
    from unnest(
      ${pgArray(bidders.map((bidder) => bidder.userKey))}::uuid[],
      ${pgArray(bidders.map((bidder) => iso(bidder.from)))}::timestamptz[],
      ${pgArray(bidders.map((bidder) => iso(bidder.to)))}::timestamptz[]
    ) as t (user_key, from_at, to_at)
    cross join lateral (
      select ${impressionColumns}
      from journey_event j
      join impression i on i.campaign_id = j.campaign_id and i.occurred_at = j.occurred_at and i.event_id = j.event_id
      where j.user_key = t.user_key and j.kind = 'impression'
        and j.occurred_at between t.from_at and t.to_at + ${interval(userBeforeMs)}
        and i.source_id = any(${pgArray([...sourceIds])}::text[])
        and ${within("i", bidders, { beforeMs: 0, afterMs: userBeforeMs })} and ${isAfter(page.after)}
      ${nextFirst(page.limit)}
    ) as i`;
  return z.array(impressionRefSchema).parse(rows);
}

/** Gives the impressions that name one of these bid requests as the one that they came from. */
export async function listNamingImpressions(
  db: Database,
  bids: readonly { auctionId: string; eventId: string; at: number }[],
): Promise<ImpressionRef[]> {
  if (bids.length === 0) return [];
  const times = bids.map(({ at }) => ({ from: at, to: at }));
  const rows = await db.$queryRaw`
    select ${impressionColumns}
    from impression i
    where i.auction_id = any(${pgArray([...new Set(bids.map((bid) => bid.auctionId))])}::text[])
      and i.bid_id = any(${pgArray([...new Set(bids.map((bid) => bid.eventId))])}::text[])
      and ${within("i", times, { beforeMs: auctionAfterMs, afterMs: auctionBeforeMs })}`;
  return z.array(impressionRefSchema).parse(rows);
}

function isAfter(place: ImpressionPlace | undefined): Prisma.Sql {
  if (!place) return Prisma.sql`true`;
  return Prisma.sql`i.occurred_at >= ${iso(place.at)}::timestamptz
    and (i.occurred_at, i.campaign_id, i.event_id) > (${iso(place.at)}::timestamptz, ${place.campaignId}, ${place.eventId})`;
}

function nextFirst(limit: number): Prisma.Sql {
  return Prisma.sql`order by i.occurred_at, i.campaign_id, i.event_id limit ${limit}::int`;
}

/** Constants, so that the planner leaves the other chunks out. */
function within(
  alias: "b" | "i",
  touched: readonly { from: number; to: number }[],
  { beforeMs, afterMs }: { beforeMs: number; afterMs: number },
): Prisma.Sql {
  const from = touched.reduce((least, each) => Math.min(least, each.from), Number.POSITIVE_INFINITY) - beforeMs;
  const to = touched.reduce((most, each) => Math.max(most, each.to), Number.NEGATIVE_INFINITY) + afterMs;
  return Prisma.sql`${Prisma.raw(alias)}.occurred_at between ${iso(from)}::timestamptz and ${iso(to)}::timestamptz`;
}

function interval(ms: number): Prisma.Sql {
  return Prisma.sql`${ms}::float8 * interval '1 millisecond'`;
}
