import { z } from "zod";
import type { Batch } from "@/lib/contracts/batch";
import { batchFileSchema, batchViaSchema } from "@/lib/contracts/chunk";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { toBatch } from "./to-batch";

const count = z.bigint().transform(Number);

const rowSchema = z.object({
  batchId: z.string(),
  source: z.string(),
  kind: ingestKindSchema,
  receivedAt: z.date(),
  /** Null until the last chunk has been worked off. */
  records: count.nullable(),
  error: z.string().nullable(),
  via: batchViaSchema,
  fileName: z.string().nullable(),
  corrects: z.string().nullable(),
  files: z.array(batchFileSchema).nullable(),
  /** Its last chunk is missing, and it has not moved for an hour. */
  isInterrupted: z.boolean(),
  received: count,
  stored: count,
  duplicate: count,
  rejected: count,
  filtered: count,
  firstEventAt: z.date().nullable(),
  lastEventAt: z.date().nullable(),
  storedAt: z.date().nullable(),
});
export type BatchRow = z.infer<typeof rowSchema>;

const reasonSchema = z.object({ batchId: z.string(), reason: z.string(), field: z.string().nullable(), count });
export type ReasonRow = z.infer<typeof reasonSchema>;

/** Whether a batch's last chunk is missing and it has not moved for an hour: its sender has gone. */
const isInterrupted = Prisma.sql`
  (batch.records is null and greatest(batch.received_at, ledger.stored_at) < now() - interval '1 hour')`;

const isReceiving = Prisma.sql`(batch.records is null and not ${isInterrupted})`;

const stateConditions: Record<Batch["state"], Prisma.Sql> = {
  receiving: isReceiving,
  // that the last chunk has come may be known to the queue alone
  processing: Prisma.sql`(ledger.received < batch.records or ${isReceiving})`,
  done: Prisma.sql`ledger.received >= batch.records and batch.error is null`,
  failed: Prisma.sql`(${isInterrupted} or (ledger.received >= batch.records and batch.error is not null))`,
};

export interface BatchSelection {
  /** On `batch`; the newest come first. */
  condition: Prisma.Sql;
  /**
   * A state follows from the ledger, so it can be asked only of batches that have been looked at; `processing` also
   * gives those that are still being received.
   */
  state?: Batch["state"] | null;
  /** How many batches are looked at. */
  scan: number;
  limit: number;
}

/** Gives batches with their figures, which are sums of ledger rows and of what moved since, and the reasons of their rejects. */
export async function selectBatches(
  database: Database,
  { condition, state = null, scan, limit }: BatchSelection,
): Promise<Batch[]> {
  const found = await database.$queryRaw`
    select batch.id as "batchId", batch.source_id as "source", batch.kind, batch.received_at as "receivedAt",
      batch.records, batch.error, batch.via, batch.file_name as "fileName", batch.corrects, batch.files,
      ${isInterrupted} as "isInterrupted",
      ledger.received, ledger.stored, ledger.duplicate, ledger.rejected, ledger.filtered,
      ledger.first_event_at as "firstEventAt", ledger.last_event_at as "lastEventAt", ledger.stored_at as "storedAt"
    from (
      select * from batch where ${condition} order by received_at desc, id limit ${scan}::int
    ) as batch
    cross join lateral (
      select coalesce(sum(received), 0)::bigint as received, coalesce(sum(stored), 0)::bigint as stored,
        coalesce(sum(duplicate), 0)::bigint as duplicate, coalesce(sum(rejected), 0)::bigint as rejected,
        coalesce(sum(filtered), 0)::bigint as filtered, min(first_event_at) as first_event_at,
        max(last_event_at) as last_event_at, max(stored_at) as stored_at
      from ledger_entry
      -- the time is that of the batch, and lets all other chunks of the hypertables be passed over
      where ledger_entry.batch_id = batch.id and ledger_entry.received_at = batch.received_at
    ) as ledger
    where ${state === null ? Prisma.sql`true` : stateConditions[state]}
    order by batch.received_at desc, batch.id
    limit ${limit}::int`;
  const rows = z.array(rowSchema).parse(found);
  const reasons = await selectReasons(
    database,
    rows.filter((row) => row.rejected > 0),
  );
  return rows.map((row) =>
    toBatch(
      row,
      reasons.filter((reason) => reason.batchId === row.batchId),
    ),
  );
}

async function selectReasons(database: Database, rows: readonly BatchRow[]): Promise<ReasonRow[]> {
  if (rows.length === 0) return [];
  const found = await database.$queryRaw`
    select rejected_record.batch_id as "batchId", reason, field, count(*) as count
    from unnest(${rows.map((row) => row.batchId)}::text[], ${rows.map((row) => row.receivedAt)}::timestamptz[])
      as batch (id, received_at)
    join rejected_record on rejected_record.batch_id = batch.id and rejected_record.received_at = batch.received_at
    group by rejected_record.batch_id, reason, field
    order by count desc, reason, field`;
  return z.array(reasonSchema).parse(found);
}
