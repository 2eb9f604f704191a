import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";
import type { Candidate } from "./list-candidates";

const rowSchema = z.object({
  eventId: z.string(),
  at: z.number(),
  impressionId: z.string().nullable(),
  creativeId: z.string(),
  site: z.string(),
  device: z.string(),
  country: z.string(),
});
export type ClickPlace = z.infer<typeof rowSchema>;

/** Reads where clicks of a campaign count, as their match was stored. */
export async function listClickPlaces(
  db: Database,
  campaignId: string,
  clicks: readonly Candidate[],
): Promise<ClickPlace[]> {
  if (clicks.length === 0) return [];
  const times = clicks.map((click) => click.at);
  const keys = JSON.stringify(clicks.map(({ eventId, at }) => ({ id: eventId, at: iso(at) })));
  const rows = await db.$queryRaw`
    select click.* from json_to_recordset(${keys}::json) as key (id text, at timestamptz)
    cross join lateral (
      select event_id as "eventId", (extract(epoch from occurred_at) * 1000)::float8 as "at",
        impression_id as "impressionId", creative_id as "creativeId", site, device, country
      from click
      where campaign_id = ${campaignId} and occurred_at = key.at and event_id = key.id
        -- constants, so that the planner leaves the other chunks out
        and occurred_at between ${iso(Math.min(...times))}::timestamptz and ${iso(Math.max(...times))}::timestamptz
      limit 1
    ) click`;
  return z.array(rowSchema).parse(rows);
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
