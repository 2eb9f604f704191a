import { z } from "zod";
import { type IngestKind, ingestKindSchema } from "@/lib/contracts/kinds";
import type { Books } from "@/lib/contracts/ledger";
import { type Database, Prisma } from "@/lib/storage/prisma";

const count = z.bigint().transform(Number);

const rowSchema = z.object({
  batchId: z.string(),
  source: z.string(),
  kind: ingestKindSchema,
  receivedAt: z.date(),
  received: count,
  stored: count,
  duplicate: count,
  rejected: count,
  filtered: count,
  net: count,
  pending: count,
  erased: count,
  balanced: z.boolean(),
  records: count.nullable(),
  chunks: z.number().nullable(),
  chunkRows: count,
  rejectedRows: count.nullable(),
  eventRows: count.nullable(),
  filteredRows: count.nullable(),
  firstEventAt: z.date().nullable(),
  lastEventAt: z.date().nullable(),
  isSpanKnown: z.boolean(),
});

/** The books of a batch beside what was sent and the rows that are there. */
export interface BatchBooks extends Books {
  batchId: string;
  source: string;
  kind: IngestKind;
  receivedAt: Date;
  /** Of the body; null until its last chunk has been worked off. */
  records: number | null;
  chunks: number | null;
  chunkRows: number;
  /** Null where they were too many to be counted. */
  rejectedRows: number | null;
  /** Events, and those of them that are invalid traffic; null where they were not counted. */
  eventRows: number | null;
  filteredRows: number | null;
  /** Of all events that the batch stored. */
  firstEventAt: Date | null;
  lastEventAt: Date | null;
  /** False when a replay did not write down the times of what it stored. */
  isSpanKnown: boolean;
}

const uncounted = Prisma.sql`select null::bigint as events, null::bigint as filtered`;

/**
 * Reads the books of batches, and counts their rows, all in one statement: what is written meanwhile
 * is in all of the figures or in none.
 * @param eventRows gives `events` and `filtered` of `batch`; without it they are not counted
 * @param mostRejects the rows of a batch with more rejects are not counted
 */
export async function selectBooks(
  db: Database,
  { batchIds, eventRows = uncounted, mostRejects }: { batchIds: string[]; eventRows?: Prisma.Sql; mostRejects: number },
): Promise<BatchBooks[]> {
  const found = await db.$queryRaw`
    select batch.id as "batchId", batch.source_id as source, batch.kind, batch.received_at as "receivedAt",
      books.received, books.stored, books.duplicate, books.rejected, books.filtered, books.net, books.pending,
      books.erased, books.balanced, batch.records, batch.chunks, entries.chunks as "chunkRows",
      case when books.rejected <= ${mostRejects}::bigint then (
        select count(*) from rejected_record
        where rejected_record.batch_id = batch.id and rejected_record.received_at = batch.received_at
      ) end as "rejectedRows",
      counted.events as "eventRows", counted.filtered as "filteredRows",
      entries.first_event_at as "firstEventAt", entries.last_event_at as "lastEventAt",
      entries.is_span_known as "isSpanKnown"
    from unnest(${batchIds}::text[]) as asked (id)
    join batch on batch.id = asked.id
    join ledger_by_batch books on books.batch_id = batch.id
    cross join lateral (
      select count(*) filter (where stored_at is not null) as chunks, min(first_event_at) as first_event_at,
        max(last_event_at) as last_event_at,
        coalesce(bool_and(stored <= 0 or first_event_at is not null), true) as is_span_known
      from ledger_entry
      where ledger_entry.batch_id = batch.id and ledger_entry.received_at = batch.received_at
    ) entries
    cross join lateral (${eventRows}) counted
    order by batch.received_at desc, batch.id`;
  return z.array(rowSchema).parse(found);
}
