import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { listChunkSpans } from "@/lib/storage/rollup/list-chunk-spans";
import type { JobPlace } from "./correlate-jobs";

const rowSchema = z.object({ userKey: z.string(), at: z.number(), table: z.string(), eventId: z.string() });

/** The next events of a campaign, by user, with the place to go on after; null at the end. */
export interface JobSlice {
  users: { userKey: string; from: number; to: number }[];
  next: JobPlace | null;
}

export interface JobSliceOptions {
  campaignId: string;
  after: JobPlace | null;
  /** Most events. */
  limit: number;
}

/**
 * Lists the next events of a campaign in hypertables, in order of time, at most `limit` and of one chunk's time at
 * once: bounds of time that the planner knows keep all other chunks out. May be empty before the end.
 */
export async function listJobSlice(
  db: Database,
  tables: readonly ("impression" | "click" | "conversion")[],
  { campaignId, after, limit }: JobSliceOptions,
): Promise<JobSlice> {
  const spans = await listChunkSpans(db, tables);
  const open = spans.filter((span) => after === null || span.to > after.at);
  const from = Math.max(after?.at ?? Number.NEGATIVE_INFINITY, Math.min(...open.map((span) => span.from)));
  const to = Math.min(...open.map((span) => span.to));
  if (open.length === 0) return { users: [], next: null };
  const place: JobPlace = after?.at === from ? after : { at: from, table: "", eventId: "" };
  const rows = z.array(rowSchema).parse(await listEvents(db, tables, { campaignId, place, to, limit }));
  const last = rows.at(-1);
  const next = last && rows.length === limit ? placeOf(last) : { at: to, table: "", eventId: "" };
  return { users: byUser(rows), next };
}

const placeOf = ({ at, table, eventId }: JobPlace): JobPlace => ({ at, table, eventId });

async function listEvents(
  db: Database,
  tables: readonly string[],
  { campaignId, place, to, limit }: { campaignId: string; place: JobPlace; to: number; limit: number },
): Promise<unknown> {
  const parts = tables.map(
    (table) => Prisma.sql`(
      select user_key, occurred_at, ${table}::text collate "C" as name, event_id collate "C" as event_id
      from ${Prisma.raw(table)}
      where campaign_id = ${campaignId}
        and occurred_at >= ${iso(place.at)}::timestamptz and occurred_at < ${iso(to)}::timestamptz
        and (occurred_at > ${iso(place.at)}::timestamptz
          or (${table}::text collate "C", event_id collate "C") > (${place.table}::text, ${place.eventId}::text))
      order by occurred_at, event_id collate "C"
      limit ${limit}::integer
    )`,
  );
  return await db.$queryRaw`
    select user_key as "userKey", (extract(epoch from occurred_at) * 1000)::float8 as "at", name as "table",
      event_id as "eventId"
    from (${Prisma.join(parts, " union all ")}) as e
    order by occurred_at, name, event_id
    limit ${limit}::integer`;
}

function byUser(rows: readonly z.infer<typeof rowSchema>[]): JobSlice["users"] {
  const users = new Map<string, JobSlice["users"][number]>();
  for (const { userKey, at } of rows) {
    const known = users.get(userKey);
    if (known) known.to = at;
    else users.set(userKey, { userKey, from: at, to: at });
  }
  return [...users.values()];
}
