import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import type { RejectBatch } from "./reject-key";

const rowSchema = z.object({ record: z.bigint().transform(Number), hash: z.string() });

/**
 * Takes rejects of a batch until the transaction has ended; those that are not rejected for this issue any more
 * are left out. An update that changes nothing, since TimescaleDB locks no row of a compressed chunk; the
 * bounds let it open only what it needs of such a chunk.
 * @returns by record number, the SHA-256 of what is kept of it, hex
 */
export async function lockRejects(
  db: Pick<Database, "$queryRaw">,
  issueId: string,
  { batchId, receivedAt }: RejectBatch,
  records: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db.$queryRaw`
    update rejected_record set message = message
    where batch_id = ${batchId} and received_at = ${receivedAt}::timestamptz and issue_id = ${issueId}
      and record_no >= ${Math.min(...records)}::bigint and record_no <= ${Math.max(...records)}::bigint
      and record_no = any(${pgArray(records)}::bigint[])
    returning record_no as record, encode(sha256(raw), 'hex') as hash`;
  return new Map(
    z
      .array(rowSchema)
      .parse(rows)
      .map(({ record, hash }) => [record, hash]),
  );
}
