import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import { iso } from "./journey-row";
import { type TouchedTimes, touchedTimesSchema } from "./touched-times";

export interface ClickMatchRow {
  campaignId: string;
  eventId: string;
  at: number;
  matchState: "matched" | "orphan";
  impressionId: string | null;
  impressionAt: number | null;
  creativeId: string;
  site: string;
  device: string;
  country: string;
}

/**
 * Writes the matches that are not written yet, and leaves the other clicks alone.
 * @returns when the clicks were that it changed
 */
export async function updateClickMatches(db: Database, matches: readonly ClickMatchRow[]): Promise<TouchedTimes[]> {
  if (matches.length === 0) return [];
  const times = matches.map((match) => match.at);
  const rows = await db.$queryRaw`
    with changed as (
      update click set match_state = wanted.match_state, impression_id = wanted.impression_id,
        impression_at = wanted.impression_at, creative_id = wanted.creative_id, site = wanted.site,
        device = wanted.device, country = wanted.country
      from unnest(
        ${pgArray(matches.map((match) => match.campaignId))}::text[],
        ${pgArray(times.map(iso))}::timestamptz[],
        ${pgArray(matches.map((match) => match.eventId))}::text[],
        ${pgArray(matches.map((match) => match.matchState))}::text[],
        ${pgArray(matches.map((match) => match.impressionId))}::text[],
        ${pgArray(matches.map((match) => (match.impressionAt === null ? null : iso(match.impressionAt))))}::timestamptz[],
        ${pgArray(matches.map((match) => match.creativeId))}::text[],
        ${pgArray(matches.map((match) => match.site))}::text[],
        ${pgArray(matches.map((match) => match.device))}::text[],
        ${pgArray(matches.map((match) => match.country))}::text[]
      ) as wanted (campaign_id, occurred_at, event_id, match_state, impression_id, impression_at, creative_id, site,
        device, country)
      where click.campaign_id = wanted.campaign_id and click.occurred_at = wanted.occurred_at
        and click.event_id = wanted.event_id
        -- constants, so that the planner leaves the other chunks and campaigns out
        and click.campaign_id = any (${pgArray([...new Set(matches.map((match) => match.campaignId))])}::text[])
        and click.occurred_at between ${iso(min(times))}::timestamptz and ${iso(max(times))}::timestamptz
        and (click.match_state, click.impression_id, click.impression_at, click.creative_id, click.site,
          click.device, click.country)
          is distinct from
          (wanted.match_state, wanted.impression_id, wanted.impression_at, wanted.creative_id, wanted.site,
          wanted.device, wanted.country)
      returning click.occurred_at
    )
    select (extract(epoch from min(occurred_at)) * 1000)::float8 as "from",
      (extract(epoch from max(occurred_at)) * 1000)::float8 as "to"
    from changed group by time_bucket(interval '15 minutes', occurred_at)`;
  return z.array(touchedTimesSchema).parse(rows);
}

function min(times: readonly number[]): number {
  return times.reduce((least, time) => Math.min(least, time));
}

function max(times: readonly number[]): number {
  return times.reduce((most, time) => Math.max(most, time));
}
