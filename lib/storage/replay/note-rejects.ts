import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import type { RejectBatch } from "./reject-key";

/** Adds a sentence to the messages of rejects of a batch, to each once. */
export async function noteRejects(
  db: Pick<Database, "$executeRaw">,
  { batchId, receivedAt }: RejectBatch,
  records: readonly number[],
  sentence: string,
): Promise<void> {
  if (records.length === 0) return;
  await db.$executeRaw`
    update rejected_record set message = message || ' ' || ${sentence}::text
    where batch_id = ${batchId} and received_at = ${receivedAt}::timestamptz
      and record_no >= ${Math.min(...records)}::bigint and record_no <= ${Math.max(...records)}::bigint
      and record_no = any(${pgArray(records)}::bigint[])
      and right(message, length(${sentence}::text)) <> ${sentence}::text`;
}
