import { z } from "zod";
import { iso } from "@/lib/storage/correlation/journey-row";
import { pgArray } from "@/lib/storage/pg-array";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { type DifferingEvent, differingEventSchema, markedEventColumns } from "./event-row";
import { type EventKey, type KeyRange, keyEvents } from "./key-events";

export interface WantedSpan {
  /** Epoch milliseconds, both inclusive. */
  from: number;
  to: number;
  mark: string;
}

/** The mark of a rule that an event `e` has, null without one. */
export function markOfRule(rule: string): Prisma.Sql {
  return Prisma.sql`(select mark from unnest(e.marks) mark where starts_with(mark, ${`${rule}@`}) limit 1)`;
}

/** Each event is held against so many spans at most. */
const spansAtOnce = 100;

/**
 * Lists events of a key in a range whose mark of a rule differs from what the spans say; those outside of all
 * spans are to have none.
 * @param spans in order, apart from each other
 * @param limit most events; when there are as many, there may be more
 */
export async function listDiffering(
  db: Database,
  key: EventKey,
  rule: string,
  range: KeyRange,
  spans: readonly WantedSpan[],
  limit: number,
): Promise<DifferingEvent[]> {
  const found: DifferingEvent[] = [];
  let from = range.from;
  for (let start = 0; start === 0 || start < spans.length; start += spansAtOnce) {
    const some = spans.slice(start, start + spansAtOnce);
    const to = start + spansAtOnce < spans.length ? (some.at(-1)?.to ?? range.to) : range.to;
    const left = limit - found.length;
    if (left <= 0) break;
    found.push(...(await listPart(db, key, rule, { ...range, from, to }, some, left)));
    from = to + 1;
  }
  return found;
}

async function listPart(
  db: Database,
  key: EventKey,
  rule: string,
  range: KeyRange,
  spans: readonly WantedSpan[],
  limit: number,
): Promise<DifferingEvent[]> {
  const rows = await db.$queryRaw`
    with span as materialized (
      select * from unnest(
        ${pgArray(spans.map((span) => iso(span.from)))}::timestamptz[],
        ${pgArray(spans.map((span) => iso(span.to)))}::timestamptz[],
        ${pgArray(spans.map((span) => span.mark))}::text[]
      ) as span (from_at, to_at, mark)
    )
    select ${markedEventColumns}, w.wanted
    from ${keyEvents(key, range)} e
    cross join lateral (
      select (select mark from span where e.occurred_at between span.from_at and span.to_at limit 1) as wanted
    ) w
    where w.wanted is distinct from ${markOfRule(rule)}
    limit ${limit}::int`;
  return z.array(differingEventSchema).parse(rows);
}
