import { z } from "zod";
import { erasedMessage } from "@/lib/contracts/erasure";
import { iso } from "@/lib/storage/ingest/chunk-key";
import { type Database, Prisma } from "@/lib/storage/prisma";

const spanSchema = z.object({ from: z.number(), to: z.number(), isCompressed: z.boolean() });
/** A chunk of `rejected_record`: when its records were received, epoch milliseconds, `to` exclusive. */
export type RejectSpan = z.infer<typeof spanSchema>;

/** Gives the first span of time with rejects that ends after `from`. */
export async function nextRejectSpan(db: Database, from: number): Promise<RejectSpan | undefined> {
  const rows = await db.$queryRaw`
    select (extract(epoch from range_start) * 1000)::float8 as "from",
      (extract(epoch from range_end) * 1000)::float8 as "to", is_compressed as "isCompressed"
    from timescaledb_information.chunks
    where hypertable_schema = current_schema() and hypertable_name = 'rejected_record'
      and range_end > ${iso(from)}::timestamptz
    order by range_start
    limit 1`;
  return z.array(spanSchema).parse(rows)[0];
}

const rowSchema = z.object({
  batchId: z.string(),
  record: z.bigint().transform(Number),
  receivedAt: z.date(),
  message: z.string(),
  raw: z.instanceof(Uint8Array),
  /** How it was written; null where that was not remembered. */
  format: z.string().nullable(),
  csvHeader: z.string().nullable(),
  csvDelimiter: z.string().nullable(),
});
/** A rejected record, as far as it matters whose it is. */
export type KeptReject = z.infer<typeof rowSchema>;

/** At most so many bytes of records are looked at together, or one record. */
const maxBytes = 8 * 1024 * 1024;

/**
 * Gives the rejects of a span after a place, by batch and record number: at most so many, and 8 MB of them. A
 * compressed chunk is read in the order in which it is kept, which is the same: a batch has one time.
 */
export async function listRejects(
  db: Database,
  span: RejectSpan,
  { batch, record, limit }: { batch: string; record: number; limit: number },
): Promise<KeptReject[]> {
  const order = Prisma.raw(span.isCompressed ? "batch_id, received_at, record_no" : "batch_id, record_no");
  const after = span.isCompressed
    ? Prisma.sql`batch_id >= ${batch} and (batch_id > ${batch} or record_no > ${record}::bigint)`
    : Prisma.sql`(batch_id, record_no) > (${batch}, ${record}::bigint)`;
  const time = Prisma.sql`received_at >= ${iso(span.from)}::timestamptz and received_at < ${iso(span.to)}::timestamptz`;
  const rows = await db.$queryRaw`
    select page.batch_id as "batchId", page.record_no as record, page.received_at as "receivedAt", page.message, page.raw,
      chunk.format, chunk.csv_header as "csvHeader", chunk.csv_delimiter as "csvDelimiter"
    from (
      select *, sum(octet_length(raw)) over (order by batch_id, record_no) - octet_length(raw) as bytes_before
      from (
        select batch_id, record_no, received_at, message, raw from rejected_record
        where ${time} and ${after}
        order by ${order}
        limit ${limit}
      ) as first
    ) as page
    left join lateral (
      select format, csv_header, csv_delimiter from chunk_ledger
      where batch_id = page.batch_id and received_at = page.received_at and ${time} and first_record <= page.record_no
      order by first_record desc
      limit 1
    ) as chunk on true
    where page.bytes_before < ${maxBytes}
    order by page.batch_id, page.record_no`;
  return z.array(rowSchema).parse(rows);
}

/**
 * Empties rejects of one batch: what was sent and what is said of it goes, why and of which issue stays. Those that
 * were replayed meanwhile are not there any more.
 * @returns how many it emptied
 */
export async function emptyRejects(
  db: Database,
  { batchId, receivedAt }: Pick<KeptReject, "batchId" | "receivedAt">,
  records: readonly number[],
): Promise<number> {
  // first and last as constants, so that a compressed chunk unpacks only what lies between them
  return await db.$executeRaw`
    update rejected_record set raw = ''::bytea, message = ${erasedMessage}
    where batch_id = ${batchId} and received_at = ${receivedAt}
      and record_no between ${Math.min(...records)}::bigint and ${Math.max(...records)}::bigint
      and record_no = any(${records.map(BigInt)}::bigint[])`;
}
