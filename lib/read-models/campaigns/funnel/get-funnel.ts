import { type Clock, systemClock } from "@/lib/clock";
import type { Funnel, FunnelQuery } from "@/lib/contracts/funnel";
import { chooseSegments } from "@/lib/read-models/campaigns/choose-segments";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import { resolveRange } from "@/lib/read-models/campaigns/resolve-range";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { funnelSteps } from "./funnel-steps";
import { selectFunnelSums } from "./select-funnel-sums";
import { selectInvalidTraffic } from "./select-invalid-traffic";

/**
 * `GET /api/campaigns/{id}/funnel`: bid request, win, impression, viewable, click, conversion, each by its own
 * event time in the range, with the reasons why events are not part of the next step.
 * @throws AppError `not_found`; `invalid_request` for a range that cannot be
 */
export async function getFunnel(
  scope: ReportScope,
  campaignId: string,
  query: FunnelQuery,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<Funnel> {
  const campaign = await getCampaign(scope, db, campaignId);
  const timeZone = query.timeZone ?? campaign.timeZone;
  const { from, to } = resolveRange(query, timeZone, clock.now());
  const { traffic } = query;
  const rows = { segments: chooseSegments([from, to], 60), campaignIds: [campaignId] };
  const model = query.model === "campaign" ? null : query.model;
  const [sums, invalid] = await Promise.all([
    selectFunnelSums(db, { ...rows, traffic, model }),
    traffic === "net" ? selectInvalidTraffic(db, rows) : null,
  ]);
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    timeZone,
    steps: funnelSteps(sums, invalid),
  };
}
