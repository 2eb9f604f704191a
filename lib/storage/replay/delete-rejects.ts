import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import type { RejectBatch } from "./reject-key";

/** Deletes rejects of a batch, whose records are accounted for otherwise from now on. */
export async function deleteRejects(
  db: Pick<Database, "$executeRaw">,
  { batchId, receivedAt }: RejectBatch,
  records: readonly number[],
): Promise<void> {
  if (records.length === 0) return;
  const deleted = await db.$executeRaw`
    delete from rejected_record
    where batch_id = ${batchId} and received_at = ${receivedAt}::timestamptz
      and record_no >= ${Math.min(...records)}::bigint and record_no <= ${Math.max(...records)}::bigint
      and record_no = any(${pgArray(records)}::bigint[])`;
  if (deleted !== records.length) {
    throw new Error(`${records.length} rejects of batch ${batchId} leave, but ${deleted} were deleted.`);
  }
}
