import { type Clock, systemClock } from "@/lib/clock";
import type { Performance, PerformanceQuery } from "@/lib/contracts/reports";
import { AppError } from "@/lib/errors";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { chooseSegments } from "./choose-segments";
import { type Collected, collectRows, maxRows, maxSumsRows, tooManyRows } from "./collect-rows";
import { type Dimension, dimensionOf } from "./dimension";
import { getAsOf } from "./get-as-of";
import { getCampaign } from "./get-campaign";
import { listIncidents } from "./list-incidents";
import { toMetrics } from "./metrics";
import { noSums } from "./raw-sums";
import { planReach } from "./reach-plan";
import { cutIntoBuckets } from "./report-buckets";
import { resolveRange } from "./resolve-range";
import { selectSums } from "./select-sums";

/** From how many whole days on totals are worth reading by the day: where an hour has many groups, soon. */
const worthDays: Record<Dimension, number> = { site: 2, country: 2, creative: 20, device: 60 };

/**
 * `GET /api/campaigns/{id}/performance`: the campaign's metrics by bucket and group, empty buckets
 * with zeros, in time order and within a bucket the group with the most impressions first. Reach is
 * counted for the totals and without groups; bid requests know no creative, so by creative they
 * stand in the totals only.
 * @throws AppError `not_found`; `invalid_request` for a range that cannot be or too many rows
 */
export async function getCampaignPerformance(
  scope: ReportScope,
  campaignId: string,
  query: PerformanceQuery,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<Performance> {
  const campaign = await getCampaign(scope, db, campaignId, query.advertiserId);
  const timeZone = query.timeZone ?? campaign.timeZone;
  const range = resolveRange(query, timeZone, clock.now());
  const { starts, edges } = cutIntoBuckets(range, query.bucket, timeZone);
  const dimension = filteredDimension(query);
  // of groups only the users of the whole range are counted
  const reachEdges = query.groupBy === "none" ? edges : [range.from, range.to];
  // people are counted for the campaign, not for a part of it
  const reach = query.filter ? "none" : await planReach(db, { edges: reachEdges, timeZone, of: { campaignId } });
  const [sumsRows, asOf, incidents] = await Promise.all([
    selectSums(db, {
      segments: chooseSegments(edges, worthDays[dimension]),
      dimension,
      key: query.groupBy === "none" ? "none" : "group",
      edges,
      campaignIds: [campaignId],
      creditsBy: [{ model: query.model === "campaign" ? campaign.attributionModel : query.model }],
      only: query.filter ? [query.filter.value] : query.groupBy === "none" ? undefined : query.groups,
      traffic: query.traffic,
      reach,
      limit: maxSumsRows,
    }),
    getAsOf(db, clock),
    listIncidents(scope, db, clock, { campaignId, to: range.to }),
  ]);
  const collected = collectRows(sumsRows, { grouped: query.groupBy !== "none" });
  return {
    campaign,
    rows: toRows(collected, starts, query),
    totals: toMetrics(collected.totals.sums, query.traffic, query.filter ? null : collected.totals.reach),
    timeZone,
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    asOf,
    incidents,
  };
}

/** @throws AppError `invalid_request` where two dimensions are asked for, which no aggregate keeps together */
function filteredDimension({ groupBy, filter }: PerformanceQuery) {
  if (!filter) return dimensionOf(groupBy);
  if (groupBy === "none" || groupBy === filter.dimension) return filter.dimension;
  const message = `Figures by ${groupBy} are not kept for one ${filter.dimension}; leave groupBy out, or group by ${filter.dimension}.`;
  throw new AppError("invalid_request", message, { issues: [{ path: "filter", message }] });
}

function toRows({ groups }: Collected, starts: readonly number[], query: PerformanceQuery): Performance["rows"] {
  if (query.groupBy === "none" && groups.size === 0)
    groups.set(null, { name: null, total: noSums(), cells: new Map() });
  if (groups.size * starts.length > maxRows) throw tooManyRows();
  const ranked = [...groups].sort(([, left], [, right]) => right.total.impressions - left.total.impressions);
  return starts.flatMap((start, bucket) =>
    ranked.map(([group, { name, cells }]) => {
      const cell = cells.get(bucket);
      const reach = query.groupBy === "none" && !query.filter ? (cell?.reach ?? 0) : null;
      return {
        bucket: query.bucket === "none" ? null : new Date(start).toISOString(),
        group,
        groupName: name,
        ...toMetrics(cell?.sums ?? noSums(), query.traffic, reach),
      };
    }),
  );
}
