import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

/** How many events of a batch are filtered now that were not before; below 0 the other way round. */
export interface FilteredChange {
  batchId: string;
  receivedAt: Date;
  sourceId: string;
  /** An ingest path's kind, where the batch is not known. */
  kind: string;
  filtered: number;
}

/** Tells the books by how much batches' filtered events changed; belongs in the transaction that changed them. */
export async function insertFilteredChanges(
  db: Database,
  causeId: string,
  changes: readonly FilteredChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await db.$executeRaw`
    insert into ledger_change (batch_id, received_at, source_id, kind, filtered, cause, cause_id)
    select c.batch_id, c.received_at, c.source_id, coalesce(b.kind, c.kind), c.filtered, 'traffic', ${causeId}
    from unnest(
      ${pgArray(changes.map((change) => change.batchId))}::text[],
      ${pgArray(changes.map((change) => change.receivedAt.toISOString()))}::timestamptz[],
      ${pgArray(changes.map((change) => change.sourceId))}::text[],
      ${pgArray(changes.map((change) => change.kind))}::text[],
      ${pgArray(changes.map((change) => change.filtered))}::integer[]
    ) as c (batch_id, received_at, source_id, kind, filtered)
    left join batch b on b.id = c.batch_id`;
}
