import { z } from "zod";
import { type Clock, systemClock } from "@/lib/clock";
import {
  type TrafficShareQuery,
  type TrafficShares,
  trafficRuleNameSchema,
  trafficRules,
} from "@/lib/contracts/traffic";
import { chooseSegments } from "@/lib/read-models/campaigns/choose-segments";
import { cutIntoBuckets } from "@/lib/read-models/campaigns/report-buckets";
import { resolveRange } from "@/lib/read-models/campaigns/resolve-range";
import { openZone } from "@/lib/read-models/campaigns/zone";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { type ShareRow, selectShares } from "./select-shares";
import { isGrossKnown } from "./share-rows";

/** Sites without end have no end of rows; those with the most invalid traffic come first. */
const maxRows = 1_000;

/**
 * `GET /api/traffic/shares`: how much of what is stored is invalid, by rule, source, site or day of
 * event time. Days stand in their order, those without traffic too; everything else that has any, the one with
 * the most invalid events first, at most 1,000.
 * @throws AppError `invalid_request` for a range that cannot be
 */
export async function getTrafficShares(
  _scope: EverySourceScope,
  { by, timeZone, campaignId, source, ...bounds }: TrafficShareQuery,
  db: Database = getPrisma(),
  clock: Clock = systemClock,
): Promise<TrafficShares> {
  const range = resolveRange(bounds, timeZone, clock.now());
  const { starts, edges } = cutIntoBuckets(range, by === "day" ? "day" : "none", timeZone);
  const only = { campaignId: campaignId ?? null, source: source ?? null };
  const selection = { by, edges, ...only, segments: chooseSegments(edges, 2) };
  const whole = chooseSegments([range.from, range.to], 2);
  const [rows, [totals], names] = await Promise.all([
    selectShares(db, selection, by === "day" ? starts.length : maxRows),
    selectShares(db, { ...selection, by: "all", segments: whole }, 1),
    by === "source" ? listSourceNames(db) : new Map<string, string>(),
  ]);
  const isKnown = isGrossKnown(selection);
  const toRow = (key: string, row: ShareRow = none) => ({
    ...row,
    key,
    name: nameOf(key),
    impressions: isKnown ? row.impressions : null,
    clicks: isKnown ? row.clicks : null,
  });
  const nameOf = (key: string) => (by === "rule" ? titleOf(key) : (names.get(key) ?? key));
  const day = dayNames(starts, timeZone);
  return {
    rows:
      by === "day"
        ? day.map((name, index) =>
            toRow(
              name,
              rows.find(({ key }) => key === String(index + 1)),
            ),
          )
        : rows.map((row) => toRow(row.key, row)),
    totals: totalsOf(totals),
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
  };
}

const none: ShareRow = {
  key: "",
  invalidImpressions: 0,
  invalidClicks: 0,
  invalidCostMicros: 0,
  impressions: 0,
  clicks: 0,
};

function totalsOf({
  impressions,
  clicks,
  invalidImpressions,
  invalidClicks,
}: ShareRow = none): TrafficShares["totals"] {
  return { impressions, clicks, invalidImpressions, invalidClicks };
}

/** The dates of days by their first instants. */
function dayNames(starts: readonly number[], timeZone: string): string[] {
  const zone = openZone(timeZone);
  return starts.map((start) => new Date(zone.dayOf(start)).toISOString().slice(0, 10));
}

function titleOf(key: string): string {
  const rule = trafficRuleNameSchema.safeParse(key);
  return rule.success ? trafficRules[rule.data].title : key;
}

async function listSourceNames(db: Database): Promise<Map<string, string>> {
  const found = await db.$queryRaw`select id, name from source`;
  const sources = z.array(z.object({ id: z.string(), name: z.string() })).parse(found);
  return new Map(sources.map(({ id, name }) => [id, name]));
}
