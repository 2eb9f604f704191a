import { z } from "zod";
import { dayMs } from "@/lib/attribution/journey";
import { type Database, Prisma } from "@/lib/storage/prisma";
import type { StoredConversion } from "./find-conversion";

/** How many candidates are shown at most, in and before the longest window and after the conversion. */
export const shownTouches = { inWindow: 500, before: 100, after: 20 };
/** So many of a kind decide about credit: as many as the walk considers. */
const deciding = 50;

/** A click or impression as it was sent; `at` is epoch milliseconds. */
const candidateSchema = z.object({
  kind: z.enum(["impression", "click"]),
  eventId: z.string(),
  at: z.number(),
  creativeId: z.string().nullable(),
  site: z.string().nullable(),
  device: z.string(),
  country: z.string(),
  filtered: z.boolean(),
});
export type Candidate = z.infer<typeof candidateSchema>;

const rowsSchema = z.array(candidateSchema.extend({ part: z.enum(["window", "before", "after", "deciding"]) }));

/**
 * Reads the touches of a conversion's user and campaign around it, each part by an index scan that stops:
 * the latest in the longest window and before it, the first within a day after the conversion, and those valid
 * ones that decide about credit, however many others came after them.
 * @returns in no order, each once; `isCut` where there are more in or before the window
 */
export async function listCandidates(
  db: Database,
  conversion: StoredConversion,
): Promise<{ candidates: Candidate[]; isCut: boolean }> {
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      select part, kind, event_id as "eventId", (extract(epoch from occurred_at) * 1000)::float8 as "at",
        creative_id as "creativeId", site, device, country, filtered
      from (${partsOf(conversion)}) found`,
  );
  const part = (name: string, limit: number) => rows.filter((row) => row.part === name).slice(0, limit);
  const shown = [
    ...part("window", shownTouches.inWindow),
    ...part("before", shownTouches.before),
    ...part("after", shownTouches.after),
    ...part("deciding", 2 * deciding),
  ];
  return {
    candidates: [
      ...new Map(shown.map(({ part: _, ...row }) => [`${row.kind} ${row.at} ${row.eventId}`, row])).values(),
    ],
    isCut:
      part("window", rows.length).length > shownTouches.inWindow ||
      part("before", rows.length).length > shownTouches.before,
  };
}

/** Times stand as constants; of the same time the greatest id is the latest, as in the order of a journey. */
function partsOf({ userKey, campaignId, occurredAt, clickWindowDays, viewWindowDays }: StoredConversion): Prisma.Sql {
  const at = occurredAt.getTime();
  const daysAgo = (days: number) => Prisma.sql`${new Date(at - days * dayMs).toISOString()}::timestamptz`;
  const longest = daysAgo(Math.max(clickWindowDays, viewWindowDays));
  const part = (name: string, condition: Prisma.Sql, limit: number, direction = Prisma.sql`desc`) => Prisma.sql`
    (
      select ${name}::text as part, kind, event_id, occurred_at, creative_id, site, device, country, filtered
      from journey_event
      where user_key = ${userKey}::uuid and campaign_id = ${campaignId} and ${condition}
      order by occurred_at ${direction}, event_id collate "C" ${direction}
      limit ${limit}
    )`;
  const valid = (kind: string, days: number) => Prisma.sql`
    kind = ${kind} and not filtered and occurred_at between ${daysAgo(days)} and ${daysAgo(0)}`;
  const touch = Prisma.sql`kind <> 'conversion'`;
  const parts = [
    part(
      "window",
      Prisma.sql`${touch} and occurred_at between ${longest} and ${daysAgo(0)}`,
      shownTouches.inWindow + 1,
    ),
    part("before", Prisma.sql`${touch} and occurred_at < ${longest}`, shownTouches.before + 1),
    part(
      "after",
      Prisma.sql`${touch} and occurred_at > ${daysAgo(0)} and occurred_at <= ${daysAgo(-1)}`,
      shownTouches.after,
      Prisma.sql`asc`,
    ),
    part("deciding", valid("click", clickWindowDays), deciding),
    part("deciding", valid("impression", viewWindowDays), deciding),
  ];
  return Prisma.join(parts, " union all ");
}
