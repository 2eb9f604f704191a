import { z } from "zod";
import { type Clock, systemClock } from "@/lib/clock";
import type { Days, DaysQuery } from "@/lib/contracts/lag";
import { getAsOf } from "@/lib/read-models/campaigns/get-as-of";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import { cutIntoBuckets } from "@/lib/read-models/campaigns/report-buckets";
import { resolveRange } from "@/lib/read-models/campaigns/resolve-range";
import { openZone } from "@/lib/read-models/campaigns/zone";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { dayOutlook, type Outlook } from "./day-outlook";
import { selectCurve } from "./select-curve";
import { type DayRestatements, selectRestatements } from "./select-restatements";
import { selectTouchConversions, type TouchConversions } from "./select-touch-conversions";

const dayMs = 86_400_000;

/**
 * `GET /api/campaigns/{id}/days`: of each day of the range, whole days of the report's calendar, how many
 * conversions its touches have, how many are still expected, and how often its figures were restated.
 * @throws AppError `not_found`; `invalid_request` for a range that cannot be
 */
export async function getDays(
  scope: ReportScope,
  campaignId: string,
  query: DaysQuery,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<Days> {
  const campaign = await getCampaign(scope, db, campaignId);
  const timeZone = query.timeZone ?? campaign.timeZone;
  const { names, edges } = wholeDays(query, timeZone, clock.now());
  const { traffic } = query;
  const now = clock.now().getTime();
  const windowDays = await getWindowDays(db, campaignId);
  const [curve, conversions, restatements, asOf] = await Promise.all([
    selectCurve(db, { campaignId, advertiserId: campaign.advertiserId, windowDays, traffic, now }),
    selectTouchConversions(db, { campaignId, edges, toldFrom: now - (windowDays + 2) * dayMs, traffic }),
    selectRestatements(db, campaign, traffic, { first: names[0] ?? "", last: names.at(-1) ?? "" }),
    getAsOf(db, clock),
  ]);
  const outlook = { now, points: curve.points, windowDays };
  return { timeZone, curve, days: listDays({ names, edges }, conversions, outlook, restatements), asOf };
}

interface WholeDays {
  /** As `YYYY-MM-DD`. */
  names: string[];
  /** Where each begins, and where the last ends; epoch milliseconds. */
  edges: number[];
}

/** The days that a range touches, each from its start to its end. */
function wholeDays(query: DaysQuery, timeZone: string, now: Date): WholeDays {
  const { starts } = cutIntoBuckets(resolveRange(query, timeZone, now), "day", timeZone);
  const zone = openZone(timeZone);
  const days = starts.map((start) => zone.dayOf(start));
  const names = days.map((day) => new Date(day).toISOString().slice(0, 10));
  return { names, edges: [...starts, zone.startOfDay((days.at(-1) ?? 0) + dayMs)] };
}

const windowsSchema = z.array(z.object({ windowDays: z.number().int() }));

async function getWindowDays(db: Database, campaignId: string): Promise<number> {
  const [campaign] = windowsSchema.parse(
    await db.$queryRaw`
      select greatest(click_window_days, view_window_days) as "windowDays" from campaign where id = ${campaignId}`,
  );
  return campaign?.windowDays ?? 0;
}

function listDays(
  { names, edges }: WholeDays,
  counted: TouchConversions,
  outlook: Outlook,
  restatements: ReadonlyMap<string, DayRestatements>,
): Days["days"] {
  const byDay = groupByDay(counted);
  return names.map((day, index) => {
    const rows = byDay.get(index) ?? [];
    const touches = rows.flatMap(({ touchAt, conversions }) =>
      touchAt ? [{ at: touchAt.getTime(), conversions }] : [],
    );
    const [start = 0, end = 0] = edges.slice(index, index + 2);
    const restated = restatements.get(day);
    return {
      day,
      conversions: rows.reduce((sum, { conversions }) => sum + conversions, 0),
      ...dayOutlook({ start, end, touches }, outlook),
      restatements: restated?.count ?? 0,
      lastRestatedAt: restated?.lastAt.toISOString() ?? null,
    };
  });
}

/** By the index of their day, counted from 0. */
function groupByDay(counted: TouchConversions): Map<number, TouchConversions> {
  const byDay = new Map<number, TouchConversions>();
  for (const row of counted) {
    const rows = byDay.get(row.day - 1) ?? [];
    byDay.set(row.day - 1, rows);
    rows.push(row);
  }
  return byDay;
}
