import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";

export interface KeySpan {
  key: string;
  kind: "impression" | "click";
  /** Epoch milliseconds, both inclusive. */
  from: number;
  to: number;
}

/** How many events of a key and kind there are, and whether one of them is marked by the rule. */
export interface KeyCount {
  count: number;
  isMarked: boolean;
}

const rowSchema = z.object({ no: z.bigint(), count: z.number(), isMarked: z.boolean().nullable() });

/**
 * Counts the events of addresses or sites in stretches of time; no further than one more than `limit`.
 * @returns as many as spans, in their order
 */
export async function countKeyEvents(
  db: Database,
  scope: "address" | "site",
  rule: string,
  spans: readonly (KeySpan & { limit: number })[],
): Promise<KeyCount[]> {
  const column = Prisma.raw(scope === "address" ? "e.address_key = span.key::uuid" : "e.site = span.key");
  const rows = await db.$queryRaw`
    select span.no, counted.*
    from unnest(
      ${pgArray(spans.map((span) => span.key))}::text[],
      ${pgArray(spans.map((span) => span.kind))}::text[],
      ${pgArray(spans.map((span) => iso(span.from)))}::timestamptz[],
      ${pgArray(spans.map((span) => iso(span.to)))}::timestamptz[],
      ${pgArray(spans.map((span) => span.limit))}::integer[]
    ) with ordinality as span (key, kind, from_at, to_at, most, no)
    cross join lateral (
      select count(*)::integer as count, bool_or(is_marked) as "isMarked"
      from (
        select exists (select from unnest(e.marks) mark where starts_with(mark, ${`${rule}@`})) as is_marked
        from journey_event e
        where ${column} and e.kind <> 'conversion' and e.kind = span.kind
          and e.occurred_at between span.from_at and span.to_at
        limit span.most + 1
      ) e
    ) counted`;
  return z
    .array(rowSchema)
    .parse(rows)
    .toSorted((a, b) => Number(a.no - b.no))
    .map(({ count, isMarked }) => ({ count, isMarked: isMarked ?? false }));
}
