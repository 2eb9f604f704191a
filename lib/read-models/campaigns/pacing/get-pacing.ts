import { type Clock, systemClock } from "@/lib/clock";
import type { Pacing } from "@/lib/contracts/pacing";
import { chooseSegments, type Segment } from "@/lib/read-models/campaigns/choose-segments";
import { getAsOf } from "@/lib/read-models/campaigns/get-as-of";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import { openZone } from "@/lib/read-models/campaigns/zone";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { type PacingDays, pacingDays } from "./pacing-days";
import { pacingFigures } from "./pacing-figures";
import { projectedRange } from "./projected-range";
import { selectCosts } from "./select-costs";

/** The average is of so many whole days. */
const averagedDays = 7;

/**
 * `GET /api/campaigns/{id}/pacing`: how the campaign's budget is spent over its flight, by the days of its
 * advertiser's calendar, from net cost in its own attribution model.
 * @throws AppError `not_found`
 */
export async function getPacing(
  scope: ReportScope,
  campaignId: string,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<Pacing> {
  const campaign = await getCampaign(scope, db, campaignId);
  const { currency, timeZone, startsOn, endsOn, budgetMicros } = campaign;
  const zone = openZone(timeZone);
  const now = clock.now().getTime();
  const cut = pacingDays(campaign, zone, now);
  const [costs, asOf] = await Promise.all([
    cut.edges.length === 0 ? [] : selectCosts(db, campaignId, { edges: cut.edges, segments: segmentsOf(cut) }),
    getAsOf(db, clock),
  ]);
  const { days, before } = listDays(cut, costs);
  const spentMicros = costs.reduce((sum, cost) => sum + cost, 0);
  const over = days.filter(({ day }) => Date.parse(day) < zone.dayOf(now));
  // of a campaign without a first day it is the first that cost anything
  const begun = startsOn !== null || before !== 0 ? 0 : over.findIndex(({ costMicros }) => costMicros !== 0);
  const averagePerDayMicros = begun < 0 ? null : mean(over.slice(begun).slice(-averagedDays));
  const figures = pacingFigures({ startsOn, endsOn, budgetMicros, spentMicros, averagePerDayMicros, zone, now });
  const range = projectedRange(
    over.slice(Math.max(0, begun)).map(({ costMicros }) => costMicros),
    { spentMicros, averagePerDayMicros, left: (figures.flightDays ?? 0) - (figures.elapsedDays ?? 0) },
  );
  return {
    ...figures,
    projectedLowMicros: range?.lowMicros ?? null,
    projectedHighMicros: range?.highMicros ?? null,
    currency,
    timeZone,
    startsOn,
    endsOn,
    budgetMicros,
    spentMicros,
    averagePerDayMicros,
    days,
    asOf,
  };
}

/** The listed days from the level that fits their calendar, what lies before and after them from coarser ones. */
function segmentsOf({ edges, days }: PacingDays): Segment[] {
  const first = days[0]?.edge ?? edges.length - 1;
  const end = Math.min((days.at(-1)?.edge ?? first) + 1, edges.length - 1);
  return [edges.slice(0, first + 1), edges.slice(first, end + 1), edges.slice(end)]
    .filter((part) => part.length > 1)
    .flatMap((part) => chooseSegments(part, 60));
}

function listDays({ days }: PacingDays, costs: readonly number[]): { days: Pacing["days"]; before: number } {
  const before = costs.slice(0, days[0]?.edge ?? 0).reduce((sum, cost) => sum + cost, 0);
  let cumulativeMicros = before;
  const listed = days.map(({ day, edge }) => {
    const costMicros = costs[edge] ?? 0;
    cumulativeMicros += costMicros;
    return { day: new Date(day).toISOString().slice(0, 10), costMicros, cumulativeMicros };
  });
  return { days: listed, before };
}

function mean(days: Pacing["days"]): number | null {
  if (days.length === 0) return null;
  return Math.round(days.reduce((sum, { costMicros }) => sum + costMicros, 0) / days.length);
}
