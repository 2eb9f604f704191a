import { type Clock, systemClock } from "@/lib/clock";
import type { Lag, LagQuery } from "@/lib/contracts/lag";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import { resolveRange } from "@/lib/read-models/campaigns/resolve-range";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { lagFigures } from "./lag-steps";
import { selectLagSteps } from "./select-lag-steps";

/**
 * `GET /api/campaigns/{id}/lag`: how long after their touch the conversions came that last touch credits to
 * touches of the range, whenever they came themselves.
 * @throws AppError `not_found`; `invalid_request` for a range that cannot be
 */
export async function getLag(
  scope: ReportScope,
  campaignId: string,
  query: LagQuery,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<Lag> {
  const campaign = await getCampaign(scope, db, campaignId);
  const timeZone = query.timeZone ?? campaign.timeZone;
  const { from, to } = resolveRange(query, timeZone, clock.now());
  const rows = await selectLagSteps(db, { from, to, campaignIds: [campaignId], traffic: query.traffic });
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), timeZone, ...lagFigures(rows) };
}
