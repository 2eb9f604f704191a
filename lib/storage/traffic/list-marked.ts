import { z } from "zod";
import { unassignedId } from "@/lib/contracts/catalog";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import type { MarkedKind } from "./update-marks";

interface Stretch {
  /** Epoch milliseconds. */
  from: number;
  /** Exclusive. */
  to: number;
}

const combinationSchema = z.object({ marks: z.array(z.string()), text: z.string(), reason: z.string().nullable() });
/** Marks that some events have together with their reason; `text` is how the database writes the marks. */
export type Combination = z.infer<typeof combinationSchema>;

const rowSchema = z.object({
  campaignId: z.string(),
  userKey: z.string(),
  at: z.number(),
  eventId: z.string(),
  marks: z.array(z.string()),
});

/** The marked events of a stretch; campaign by campaign, as the primary key has them. */
function markedOf(kind: MarkedKind, { from, to }: Stretch): Prisma.Sql {
  return Prisma.sql`
    (select id from campaign union select ${unassignedId}) as c (id)
    cross join lateral (
      select t.campaign_id, t.user_key, t.occurred_at, t.event_id, t.marks, t.filter_reason
      from ${Prisma.raw(kind)} t
      where t.campaign_id = c.id and t.marks is not null
        and t.occurred_at >= ${iso(from)}::timestamptz and t.occurred_at < ${iso(to)}::timestamptz
    ) e`;
}

/** Gives which marks and reasons the events of one kind in a stretch have. */
export async function listCombinations(db: Database, kind: MarkedKind, stretch: Stretch): Promise<Combination[]> {
  const rows = await db.$queryRaw`
    select distinct e.marks, e.marks::text as text, e.filter_reason as reason from ${markedOf(kind, stretch)}`;
  return z.array(combinationSchema).parse(rows);
}

/** Lists events of one kind in a stretch that have one of these combinations; at most `limit`. */
export async function listMarked(
  db: Database,
  kind: MarkedKind,
  stretch: Stretch,
  combinations: readonly Combination[],
  limit: number,
): Promise<(z.infer<typeof rowSchema> & { kind: MarkedKind })[]> {
  const rows = await db.$queryRaw`
    with asked as materialized (
      select * from unnest(
        ${pgArray(combinations.map((each) => each.text))}::text[],
        ${pgArray(combinations.map((each) => each.reason))}::text[]
      ) as asked (text, reason)
    )
    select e.campaign_id as "campaignId", e.user_key as "userKey",
      (extract(epoch from e.occurred_at) * 1000)::float8 as "at", e.event_id as "eventId", e.marks
    from ${markedOf(kind, stretch)}
    where exists (select from asked a where a.text = e.marks::text and a.reason is not distinct from e.filter_reason)
    limit ${limit}::int`;
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({ kind, ...row }));
}
