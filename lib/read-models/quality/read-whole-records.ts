import { z } from "zod";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { afterKey } from "./after-key";
import type { RecordKey } from "./record-cursor";

const pageSize = 500;
/** A page ends early when its records are large; it has one at least. */
const maxPageBytes = 8 * 1024 * 1024;

const rowsSchema = z.array(
  z.object({
    batchId: z.string(),
    record: z.number().int(),
    receivedAtKey: z.string(),
    reason: z.string(),
    field: z.string().nullable(),
    message: z.string(),
    raw: z.instanceof(Uint8Array).transform((bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)),
  }),
);
/** A rejected record with all of its bytes as text; `receivedAtKey` has microseconds. */
export type WholeRecord = z.infer<typeof rowsSchema>[number];

/**
 * Reads all rejected records of an issue, newest first, whole, a page of at most 8 MB (or one record) in
 * memory at a time. A record that is replayed meanwhile may be missing.
 */
export async function* readWholeRecords(
  _scope: EverySourceScope,
  issueId: string,
  db: Database = getPrisma(),
): AsyncGenerator<WholeRecord[]> {
  for (let key: RecordKey | undefined; ; ) {
    const page = await selectPage(issueId, key, db);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    key = [last.receivedAtKey, last.batchId, last.record];
  }
}

async function selectPage(issueId: string, after: RecordKey | undefined, db: Database): Promise<WholeRecord[]> {
  const found = await db.$queryRaw`
    select batch_id as "batchId", record_no::float8 as record, reason, field, message, raw,
      to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "receivedAtKey"
    from (
      select *, row_number() over in_order as place,
        sum(length(raw)) over (in_order rows unbounded preceding) - length(raw) as bytes_before
      from (
        select batch_id, record_no, received_at, reason, field, message, raw
        from rejected_record
        where issue_id = ${issueId} ${after ? afterKey(after) : Prisma.empty}
        order by received_at desc, batch_id desc, record_no desc
        limit ${pageSize}::int
      ) next
      window in_order as (order by received_at desc, batch_id desc, record_no desc)
    ) page
    where place = 1 or bytes_before + length(raw) <= ${maxPageBytes}::bigint
    order by received_at desc, batch_id desc, record_no desc`;
  return rowsSchema.parse(found);
}
