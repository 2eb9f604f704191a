import { type Clock, systemClock } from "@/lib/clock";
import type { Explain, ExplainQuery } from "@/lib/contracts/explain";
import type { Performance } from "@/lib/contracts/reports";
import { chooseSegments } from "@/lib/read-models/campaigns/choose-segments";
import { collectRows, maxSumsRows } from "@/lib/read-models/campaigns/collect-rows";
import { dimensionOf } from "@/lib/read-models/campaigns/dimension";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import { resolveRange } from "@/lib/read-models/campaigns/resolve-range";
import { selectSums } from "@/lib/read-models/campaigns/select-sums";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { explainedCounts, kindOfMetric } from "./explained-counts";
import { selectArrival } from "./select-arrival";
import { selectFeedingSources } from "./select-feeding-sources";
import { selectFilteredBy } from "./select-filtered-by";
import { selectRejectedBy } from "./select-rejected-by";
import { type RepeatedOrders, selectRepeatedOrders } from "./select-repeated-orders";

/**
 * `GET /api/campaigns/{id}/explain`: where a figure of the campaign's report comes from, for the same
 * range, model and time zone: received = counted + unattributed + filtered + duplicate + rejected. What is stored
 * comes from the very sums that the report is made of.
 * @throws AppError `not_found`; `invalid_request` for a range that cannot be
 */
export async function getExplain(
  scope: ReportScope,
  campaignId: string,
  { metric, ...query }: ExplainQuery,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<Explain> {
  const campaign = await getCampaign(scope, db, campaignId);
  const timeZone = query.timeZone ?? campaign.timeZone;
  const range = resolveRange(query, timeZone, clock.now());
  const place = { campaignId, kind: kindOfMetric[metric], range };
  const segments = chooseSegments([range.from, range.to], 60);
  const stored = { segments, campaignIds: [campaignId] };
  const [counts, arrival, filteredBy, rejectedBy] = await Promise.all([
    countStored(db, campaign, { metric, ...query }, range),
    selectArrival(db, place),
    selectFilteredBy(db, metric, stored),
    selectRejectedBy(db, place),
  ]);
  const rejected = rejectedBy.reduce((sum, { count }) => sum + count, 0);
  const { counted, unattributed, filtered } = counts;
  const duplicate = arrival.duplicate + counts.repeatedOrders;
  return {
    metric,
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    timeZone,
    received: counted + unattributed + filtered + duplicate + rejected,
    duplicate,
    late: arrival.late,
    ...counts,
    rejected,
    filteredBy,
    rejectedBy,
    sources: await selectFeedingSources(db, { ...place, segments }, [
      ...new Set(rejectedBy.map(({ source }) => source)),
    ]),
  };
}

async function countStored(
  db: Database,
  { campaignId, attributionModel }: Pick<Performance["campaign"], "campaignId" | "attributionModel">,
  { metric, model }: ExplainQuery,
  { from, to }: { from: number; to: number },
) {
  const [segments, campaignIds] = [chooseSegments([from, to], 60), [campaignId]];
  const [rows, repeated] = await Promise.all([
    selectSums(db, {
      segments,
      dimension: dimensionOf("none"),
      key: "none",
      edges: [from, to],
      campaignIds,
      creditsBy: [{ model: model === "campaign" ? attributionModel : model }],
      traffic: "net",
      reach: "none",
      limit: maxSumsRows,
    }),
    metric === "conversions" ? selectRepeatedOrders(db, { segments, campaignIds }) : noneRepeated,
  ]);
  return explainedCounts(metric, collectRows(rows, { grouped: false }).totals.sums, repeated);
}

const noneRepeated: RepeatedOrders = { valid: 0, invalid: 0 };
