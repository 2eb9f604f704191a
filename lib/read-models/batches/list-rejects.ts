import { z } from "zod";
import type { rejectListSchema } from "@/lib/contracts/batch";
import type { OperationsScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { decodeCursor, encodeCursor } from "./page-cursor";

export const rejectPageSize = 500;
/** A page ends early when its records are large; it has one at least. */
const maxPageBytes = 8 * 1024 * 1024;

const keySchema = z.tuple([z.number().int().positive()]);

const rowSchema = z.object({
  record: z.bigint().transform(Number),
  reason: z.string(),
  field: z.string().nullable(),
  message: z.string(),
  raw: z.instanceof(Uint8Array).transform((bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)),
  isLast: z.boolean(),
});

/**
 * The rejected records of a batch by their number in it, with all of their bytes as text (what is
 * no UTF-8 shows as U+FFFD), 500 a page or fewer when they are large.
 * A batch of which nothing has been worked off has none.
 * @throws AppError `invalid_request` for a cursor that is none
 */
export async function listRejects(
  scope: OperationsScope,
  { batchId, cursor }: { batchId: string; cursor: string | null },
  database: Database = getPrisma(),
): Promise<z.infer<typeof rejectListSchema>> {
  const [after] = cursor === null ? [0] : decodeCursor(keySchema, cursor);
  const receivedAt = await findReceivedAt(scope, batchId, database);
  if (!receivedAt) return { rejects: [], nextCursor: null };
  const found = await database.$queryRaw`
    with page as (
      select record_no, reason, field, message, raw,
        sum(length(raw)) over (order by record_no rows unbounded preceding) - length(raw) as bytes_before,
        row_number() over (order by record_no) as place, count(*) over () as found
      from (
        select record_no, reason, field, message, raw
        from rejected_record
        where batch_id = ${batchId} and received_at = ${receivedAt} and record_no > ${after}::bigint
        order by record_no
        limit ${rejectPageSize + 1}::int
      ) as next
    )
    select record_no as record, reason, field, message, raw, place = found as "isLast"
    from page
    where place <= ${rejectPageSize}::int and (place = 1 or bytes_before < ${maxPageBytes}::bigint)
    order by record_no`;
  const rows = z.array(rowSchema).parse(found);
  const last = rows.at(-1);
  return {
    rejects: rows.map(({ isLast: _, ...reject }) => reject),
    nextCursor: last && !last.isLast ? encodeCursor([last.record]) : null,
  };
}

async function findReceivedAt(
  { sourceId }: OperationsScope,
  batchId: string,
  database: Database,
): Promise<Date | undefined> {
  const found = await database.$queryRaw`
    select received_at as "receivedAt" from batch
    where id = ${batchId} and (${sourceId}::text is null or source_id = ${sourceId})`;
  return z.array(z.object({ receivedAt: z.date() })).parse(found)[0]?.receivedAt;
}
