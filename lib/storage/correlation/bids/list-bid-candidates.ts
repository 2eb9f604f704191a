import { z } from "zod";
import {
  auctionAfterMs,
  auctionBeforeMs,
  type BidCandidate,
  type ImpressionToMatch,
  userBeforeMs,
} from "@/lib/contracts/bid-match";
import { unassignedId } from "@/lib/contracts/catalog";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";

const rowSchema = z.object({
  eventId: z.string(),
  at: z.number(),
  auctionId: z.string(),
  userKey: z.string(),
  campaignId: z.string(),
});

/** A bid request `b` as a {@link BidCandidate}. */
const columns = Prisma.sql`
  b.event_id as "eventId", (extract(epoch from b.occurred_at) * 1000)::float8 as "at", b.auction_id as "auctionId",
  b.user_key::text as "userKey", b.campaign_id as "campaignId"`;

type WithAuction = ImpressionToMatch & { auctionId: string };

/**
 * Gives for each impression the bid requests of its auction that it may have come from, as few as decide it: by an
 * index, so many bid requests as may share an auction id.
 * @returns all of them together
 */
export async function probeAuctionBids(db: Database, impressions: readonly WithAuction[]): Promise<BidCandidate[]> {
  if (impressions.length === 0) return [];
  const bid = Prisma.sql`
    from bid_request b where b.auction_id = i.auction_id and ${within(impressions, auctionBeforeMs, auctionAfterMs)}`;
  const rows = await db.$queryRaw`
    select ${columns}
    from unnest(
      ${pgArray(impressions.map((impression) => impression.auctionId))}::text[],
      ${pgArray(impressions.map((impression) => iso(impression.at)))}::timestamptz[]
    ) as i (auction_id, at)
    -- by time alone, as the index has it: with the id behind it, all of an auction would be sorted for each probe
    left join lateral (
      select b.occurred_at as at ${bid} and b.occurred_at <= i.at and b.occurred_at >= i.at - ${interval(auctionBeforeMs)}
      order by b.occurred_at desc limit 1
    ) as earlier on true
    left join lateral (
      select b.occurred_at as at ${bid} and earlier.at is null and b.occurred_at > i.at
        and b.occurred_at <= i.at + ${interval(auctionAfterMs)}
      order by b.occurred_at limit 1
    ) as later on true
    cross join lateral (
      (select b.* ${bid} and b.occurred_at = earlier.at order by b.event_id collate "C" desc limit 1)
      union all
      (select b.* ${bid} and b.occurred_at = later.at order by b.event_id collate "C" limit 1)
    ) as b`;
  return z.array(rowSchema).parse(rows);
}

/**
 * Gives every bid request of the impressions' auctions in reach, looked through once.
 * @returns null when there are more than `limit`
 */
export async function scanAuctionBids(
  db: Database,
  impressions: readonly WithAuction[],
  limit: number,
): Promise<BidCandidate[] | null> {
  if (impressions.length === 0) return [];
  const rows = await db.$queryRaw`
    select ${columns} from bid_request b
    where b.auction_id = any(${pgArray([...new Set(impressions.map((impression) => impression.auctionId))])}::text[])
      and ${within(impressions, auctionBeforeMs, auctionAfterMs)}
    limit ${limit + 1}`;
  const bids = z.array(rowSchema).parse(rows);
  return bids.length > limit ? null : bids;
}

/** Gives for each impression the bid request of its user and campaign that it may have come from, by an index. */
export async function probeUserBids(db: Database, impressions: readonly ImpressionToMatch[]): Promise<BidCandidate[]> {
  if (impressions.length === 0) return [];
  const rows = await db.$queryRaw`
    select ${columns}
    from unnest(
      ${pgArray(impressions.map((impression) => impression.userKey))}::uuid[],
      ${pgArray(impressions.map((impression) => impression.campaignId))}::text[],
      ${pgArray(impressions.map((impression) => iso(impression.at)))}::timestamptz[]
    ) as i (user_key, campaign_id, at)
    cross join lateral (
      select b.* from bid_request b
      where b.user_key = i.user_key and b.campaign_id in (i.campaign_id, ${unassignedId})
        and b.occurred_at <= i.at and b.occurred_at >= i.at - ${interval(userBeforeMs)}
        and ${within(impressions, userBeforeMs, 0)}
      order by b.occurred_at desc, b.event_id collate "C" desc limit 1
    ) as b`;
  return z.array(rowSchema).parse(rows);
}

/** Gives every bid request of the impressions' users and campaigns in reach; null when there are more than `limit`. */
export async function scanUserBids(
  db: Database,
  impressions: readonly ImpressionToMatch[],
  limit: number,
): Promise<BidCandidate[] | null> {
  if (impressions.length === 0) return [];
  const campaigns = new Set([unassignedId, ...impressions.map((impression) => impression.campaignId)]);
  const rows = await db.$queryRaw`
    select ${columns} from bid_request b
    where b.user_key = any(${pgArray([...new Set(impressions.map((impression) => impression.userKey))])}::uuid[])
      and b.campaign_id = any(${pgArray([...campaigns])}::text[])
      and ${within(impressions, userBeforeMs, 0)}
    limit ${limit + 1}`;
  const bids = z.array(rowSchema).parse(rows);
  return bids.length > limit ? null : bids;
}

/** Constants, so that the planner leaves the other chunks out. */
function within(impressions: readonly ImpressionToMatch[], beforeMs: number, afterMs: number): Prisma.Sql {
  const times = impressions.map((impression) => impression.at);
  const from = times.reduce((a, b) => Math.min(a, b)) - beforeMs;
  const to = times.reduce((a, b) => Math.max(a, b)) + afterMs;
  return Prisma.sql`b.occurred_at between ${iso(from)}::timestamptz and ${iso(to)}::timestamptz`;
}

function interval(ms: number): Prisma.Sql {
  return Prisma.sql`${ms}::float8 * interval '1 millisecond'`;
}
