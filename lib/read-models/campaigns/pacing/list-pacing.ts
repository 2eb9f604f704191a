import { type Clock, systemClock } from "@/lib/clock";
import type { CampaignPacing } from "@/lib/contracts/campaign-trends";
import { getAsOf } from "@/lib/read-models/campaigns/get-as-of";
import { listCatalogue } from "@/lib/read-models/campaigns/list-catalogue";
import { openZone, type Zone } from "@/lib/read-models/campaigns/zone";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { pacingFigures } from "./pacing-figures";
import { selectSpent } from "./select-spent";

const dayMs = 86_400_000;

/**
 * `GET /api/campaigns/pacing`: how every campaign with a budget and a flight spends it. One statement on the daily
 * aggregates, so what a campaign cost before its flight on the UTC day that the flight begins in counts too; the
 * campaign's own page counts from the quarter of an hour.
 * @throws AppError `invalid_request` when there are more campaigns than one list may have
 */
export async function listPacing(
  scope: ReportScope,
  advertiserId: string | undefined,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<CampaignPacing> {
  const now = clock.now().getTime();
  const zones = new Map<string, Zone>();
  const flights = (await listCatalogue(scope, db, advertiserId)).flatMap((campaign) => {
    const { campaignId, startsOn, endsOn, budgetMicros, timeZone } = campaign;
    if (startsOn === null || endsOn === null || budgetMicros === null) return [];
    const zone = zones.get(timeZone) ?? openZone(timeZone);
    zones.set(timeZone, zone);
    const start = zone.startOfDay(Math.max(0, Date.parse(startsOn)));
    return [{ campaignId, startsOn, endsOn, budgetMicros, zone, since: start - (((start % dayMs) + dayMs) % dayMs) }];
  });
  const [spent, asOf] = await Promise.all([
    selectSpent(
      db,
      flights.filter(({ since }) => since <= now),
    ),
    getAsOf(db, clock),
  ]);
  return {
    rows: flights.map(({ campaignId, since: _, ...flight }) => {
      const spentMicros = spent.get(campaignId) ?? 0;
      const figures = pacingFigures({ ...flight, spentMicros, averagePerDayMicros: null, now });
      const { state, pace, flightDays, elapsedDays } = figures;
      return { campaignId, state, pace, spentMicros, flightDays, elapsedDays };
    }),
    asOf,
  };
}
