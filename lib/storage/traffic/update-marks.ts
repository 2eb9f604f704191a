import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";

export type MarkedKind = "impression" | "click" | "conversion" | "bid_request";

/** What an event is to be marked with, and the reason that follows from it. */
export interface MarksRow {
  kind: MarkedKind;
  campaignId: string;
  userKey: string;
  /** Epoch milliseconds. */
  at: number;
  eventId: string;
  /** `rule@version`, empty without any. */
  marks: readonly string[];
  reason: string | null;
}

const movedSchema = z.object({
  campaignId: z.string(),
  userKey: z.string(),
  at: z.number(),
  batchId: z.string(),
  receivedAt: z.date(),
  sourceId: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
/** An event whose row was changed, with its reason before and after. */
export type MovedEvent = z.infer<typeof movedSchema> & { kind: MarkedKind };

/** Writes the marks and reasons of events of one kind that have others. @returns the events that it changed */
export async function updateMarks(db: Database, kind: MarkedKind, rows: readonly MarksRow[]): Promise<MovedEvent[]> {
  if (rows.length === 0) return [];
  const table = Prisma.raw(kind);
  // constants, so that the planner leaves the other chunks and campaigns out
  const where = (alias: string) => Prisma.sql`
    ${Prisma.raw(alias)}.campaign_id = any(${pgArray([...new Set(rows.map((row) => row.campaignId))])}::text[])
    and ${Prisma.raw(alias)}.occurred_at between ${iso(least(rows))}::timestamptz and ${iso(most(rows))}::timestamptz`;
  const moved = await db.$queryRaw`
    with wanted as materialized (${unnest(rows)}),
    -- with all that is wanted: joined once more, the two would be compared each with each
    known as materialized (
      select w.*, b.filter_reason as before
      from wanted w join ${table} b using (campaign_id, occurred_at, event_id)
      where ${where("b")}
    )
    update ${table} e set marks = w.marks, filter_reason = w.reason
    from known w
    where e.campaign_id = w.campaign_id and e.occurred_at = w.occurred_at and e.event_id = w.event_id
      and ${where("e")}
      and (e.marks, e.filter_reason) is distinct from (w.marks, w.reason)
    returning e.campaign_id as "campaignId", e.user_key as "userKey",
      (extract(epoch from e.occurred_at) * 1000)::float8 as "at", e.batch_id as "batchId",
      e.received_at as "receivedAt", e.source_id as "sourceId", w.before, e.filter_reason as after`;
  return z
    .array(movedSchema)
    .parse(moved)
    .map((row) => ({ kind, ...row }));
}

/** Writes the same into the journeys, where the rules and the correlation look. */
export async function updateJourneyMarks(db: Database, rows: readonly MarksRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    update journey_event e set marks = w.marks, filtered = w.reason is not null
    from (${unnest(rows)}) w
    where e.user_key = w.user_key and e.campaign_id = w.campaign_id and e.occurred_at = w.occurred_at
      and e.kind = w.kind and e.event_id = w.event_id`;
}

/** Tells the orders of conversions which of those are valid now; the others of an order may count for it. */
export async function updateOrderMarks(db: Database, rows: readonly MarksRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.$executeRaw`
    update conversion_order o set filtered = w.reason is not null
    from (${unnest(rows)}) w
    where o.user_key = w.user_key and o.campaign_id = w.campaign_id and o.occurred_at = w.occurred_at
      and o.event_id = w.event_id and o.filtered <> (w.reason is not null)`;
}

function unnest(rows: readonly MarksRow[]): Prisma.Sql {
  return Prisma.sql`
    select kind, campaign_id, user_key, occurred_at, event_id, marks::text[] as marks, reason
    from unnest(
      ${pgArray(rows.map((row) => row.kind))}::text[],
      ${pgArray(rows.map((row) => row.campaignId))}::text[],
      ${pgArray(rows.map((row) => row.userKey))}::uuid[],
      ${pgArray(rows.map((row) => iso(row.at)))}::timestamptz[],
      ${pgArray(rows.map((row) => row.eventId))}::text[],
      ${pgArray(rows.map((row) => (row.marks.length > 0 ? pgArray(row.marks) : null)))}::text[],
      ${pgArray(rows.map((row) => row.reason))}::text[]
    ) as w (kind, campaign_id, user_key, occurred_at, event_id, marks, reason)`;
}

function least(rows: readonly MarksRow[]): number {
  return rows.reduce((at, row) => Math.min(at, row.at), Number.POSITIVE_INFINITY);
}

function most(rows: readonly MarksRow[]): number {
  return rows.reduce((at, row) => Math.max(at, row.at), Number.NEGATIVE_INFINITY);
}
