import { z } from "zod";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { openZone } from "./zone";

const dayMs = 86_400_000;
/** Counts of days know the 92 days before each; prisma/migrations, `reach_day`. */
const longestRangeDays = 92;

interface Days {
  first: string;
  last: string;
}

/** How unique users are added up from counts of days, instead of being counted one by one. */
export interface ReachPlan {
  /** The first and last day of all, as ISO dates of the report's calendar; at most 92 days. */
  range: Days;
  /** Of each bucket; undefined where buckets are no whole days, and their users are counted one by one. */
  buckets: readonly Days[] | undefined;
  /** The scope of all that the report counts; null for several advertisers, whose people nobody counts together. */
  totalScope: number | null;
  timeZone: string;
  /** Campaigns of a list that are not counted by day: never seen, or still being counted. */
  rest: readonly string[];
}

interface Asked {
  /** Bounds of the buckets in epoch milliseconds. */
  edges: readonly number[];
  timeZone: string;
  /** A campaign's report, or a list of these advertisers' campaigns, null being all. */
  of: { campaignId: string } | { advertiserIds: readonly string[] | null };
}

const rowsSchema = z.array(z.object({ totalScope: z.number().nullable(), rest: z.array(z.string()) }));

/**
 * Says how a report's unique users can be added up: where its range, and perhaps its buckets, are whole days of a
 * calendar by which its users are counted. Undefined where they have to be counted one by one.
 */
export async function planReach(db: Database, { edges, timeZone, of }: Asked): Promise<ReachPlan | undefined> {
  const [range] = wholeDays([edges[0] ?? 0, edges.at(-1) ?? 0], timeZone) ?? [];
  if (!range) return undefined;
  const { first } = range;
  const ready = (scope: string) => Prisma.sql`
    ${Prisma.raw(scope)}.ready and ${Prisma.raw(scope)}.time_zone = ${timeZone} and ${Prisma.raw(scope)}.since <= ${first}::date`;
  const { kind, ref, advertiserIds, isCounted } = totalOf(of);
  const rest =
    kind === "campaign"
      ? Prisma.sql`array[]::text[]`
      : Prisma.sql`array(
          select c.id from campaign c
          where (${advertiserIds}::text[] is null or c.advertiser_id = any(${advertiserIds}::text[])) and not exists (
            select from reach_scope own where own.kind = 'campaign' and own.ref = c.id and ${ready("own")}))`;
  const rows = await db.$queryRaw`
    select case when ${isCounted} then total.id end as "totalScope", ${rest} as rest
    from reach_scope total
    where total.kind = ${kind} and total.ref = ${ref} and ${ready("total")}`;
  const [found] = rowsSchema.parse(rows);
  return found && { ...found, range, buckets: wholeDays(edges, timeZone), timeZone };
}

/** The scope that counts the whole report; of several advertisers that of all, which says whether days are counted at all. */
function totalOf(of: Asked["of"]) {
  if ("campaignId" in of) return { kind: "campaign", ref: of.campaignId, advertiserIds: null, isCounted: true };
  const { advertiserIds } = of;
  const [only] = advertiserIds ?? [];
  if (only !== undefined && advertiserIds?.length === 1)
    return { kind: "advertiser", ref: only, advertiserIds, isCounted: true };
  return { kind: "all", ref: "", advertiserIds, isCounted: advertiserIds === null };
}

/** The days of each bucket where all of them are whole days of the zone's calendar, and not too many. */
export function wholeDays(edges: readonly number[], timeZone: string): Days[] | undefined {
  const zone = openZone(timeZone);
  const [from, to] = [edges[0], edges.at(-1)];
  if (from === undefined || to === undefined || to - from > (longestRangeDays + 1) * dayMs) return undefined;
  if (edges.some((edge) => zone.startOfDay(zone.dayOf(edge)) !== edge)) return undefined;
  if ((zone.dayOf(to - 1) - zone.dayOf(from)) / dayMs >= longestRangeDays) return undefined;
  const date = (instant: number) => new Date(zone.dayOf(instant)).toISOString().slice(0, 10);
  return edges.slice(1).map((end, index) => ({ first: date(edges[index] ?? end), last: date(end - 1) }));
}
