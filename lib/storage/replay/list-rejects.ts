import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";
import type { RejectBatch, RejectKey } from "./reject-key";

/** A rejected record as it was kept. */
export const keptRejectSchema = z.object({
  record: z.bigint().transform(Number),
  reason: z.string(),
  message: z.string(),
  raw: z.instanceof(Uint8Array),
});
export type KeptReject = z.infer<typeof keptRejectSchema>;

export interface RejectSlice extends RejectBatch {
  /** In the order of their numbers. */
  rejects: KeptReject[];
}

const maxBytes = 4 * 1024 * 1024;

/**
 * Gives an issue's next rejects behind a key: of one batch, so that a transaction writes what a chunk's
 * would, at most `limit`, and some megabytes. The rest of the key's batch is found by the primary key, or
 * a batch of a million rejects would be sorted again for every slice of it.
 * @param until batches that were received later are left out
 */
export async function listRejects(
  db: Pick<Database, "$queryRaw">,
  issueId: string,
  { after, until, limit }: { after: RejectKey | null; until: Date; limit: number },
): Promise<RejectSlice | null> {
  if (after) {
    const [receivedAt, batchId, record] = after;
    const rejects = await listOfBatch(db, issueId, { batchId, receivedAt }, { after: record, limit });
    if (rejects.length > 0) return { batchId, receivedAt, rejects };
  }
  const batch = await findNextBatch(db, issueId, after, until);
  return batch && { ...batch, rejects: await listOfBatch(db, issueId, batch, { after: -1, limit }) };
}

async function listOfBatch(
  db: Pick<Database, "$queryRaw">,
  issueId: string,
  { batchId, receivedAt }: RejectBatch,
  { after, limit }: { after: number; limit: number },
): Promise<KeptReject[]> {
  const rows = await db.$queryRaw`
    with page as (
      select record_no, sum(octet_length(raw)) over (order by record_no rows unbounded preceding) as bytes,
        row_number() over (order by record_no) as place
      from (
        select record_no, raw from rejected_record
        where batch_id = ${batchId} and received_at = ${receivedAt}::timestamptz and issue_id = ${issueId}
          and record_no > ${after}::bigint
        order by record_no
        limit ${limit}::integer
      ) as next
    )
    select record_no as record, reason, message, raw
    from rejected_record
    where batch_id = ${batchId} and received_at = ${receivedAt}::timestamptz and issue_id = ${issueId}
      and record_no > ${after}::bigint
      and record_no <= (select max(record_no) from page where place = 1 or bytes <= ${maxBytes}::bigint)
    order by record_no`;
  return z.array(keptRejectSchema).parse(rows);
}

const batchSchema = z.object({ batchId: z.string(), receivedAt: z.date().transform((date) => date.toISOString()) });

/** The bound on the time alone is implied, and lets the index on it be used. */
async function findNextBatch(
  db: Pick<Database, "$queryRaw">,
  issueId: string,
  after: RejectKey | null,
  until: Date,
): Promise<RejectBatch | null> {
  const [receivedAt, batchId] = after ?? ["-infinity", ""];
  const rows = await db.$queryRaw`
    select batch_id as "batchId", received_at as "receivedAt"
    from rejected_record
    where issue_id = ${issueId} and received_at >= ${receivedAt}::timestamptz and received_at <= ${until}::timestamptz
      and (received_at, batch_id) > (${receivedAt}::timestamptz, ${batchId})
    order by received_at, batch_id
    limit 1`;
  return z.array(batchSchema).parse(rows)[0] ?? null;
}
