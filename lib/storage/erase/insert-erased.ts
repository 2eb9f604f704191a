import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import type { DeletedEvent } from "./delete-events";

/** Books deleted events in the accounts of their batches: what was stored stays stored, and is told as erased. */
export async function insertErased(db: Database, erasureId: string, deleted: readonly DeletedEvent[]): Promise<void> {
  const batches = new Map<string, { first: DeletedEvent; erased: number }>();
  for (const event of deleted) {
    const batch = batches.get(event.batchId) ?? { first: event, erased: 0 };
    batch.erased += 1;
    batches.set(event.batchId, batch);
  }
  const rows = [...batches.values()];
  await db.$executeRaw`
    insert into ledger_change (batch_id, received_at, source_id, kind, erased, cause, cause_id)
    select row.batch_id, coalesce(batch.received_at, row.received_at), coalesce(batch.source_id, row.source_id),
      coalesce(batch.kind, row.kind), row.erased, 'erasure', ${erasureId}
    from unnest(
      ${pgArray(rows.map((row) => row.first.batchId))}::text[],
      ${pgArray(rows.map((row) => row.first.receivedAt.toISOString()))}::timestamptz[],
      ${pgArray(rows.map((row) => row.first.sourceId))}::text[],
      ${pgArray(rows.map((row) => ingestKind(row.first.table)))}::text[],
      ${pgArray(rows.map((row) => row.erased))}::integer[]
    ) as row (batch_id, received_at, source_id, kind, erased)
    left join batch on batch.id = row.batch_id
    order by 1`;
}

function ingestKind(table: DeletedEvent["table"]): string {
  return table === "bid_request" ? "bid-requests" : `${table}s`;
}
