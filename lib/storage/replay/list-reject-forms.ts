import { z } from "zod";
import { formatSchema } from "@/lib/contracts/kinds";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import type { RejectSpan } from "./reject-key";

const bigint = z.bigint().transform(Number);
const formSchema = z.object({
  batchId: z.string(),
  /** The records that were written so, by the numbers of the first and the last of them. */
  first: bigint,
  last: bigint,
  format: formatSchema,
  /** Of CSV; with null the rows cannot be read any more. */
  header: z.string().nullable(),
  delimiter: z.string().nullable(),
});
export type RejectForm = z.infer<typeof formSchema>;

/**
 * Learns from the ledger how rejects were written. Chunks of a time when that was not remembered are left out; those
 * that follow each other with the same header are one, so that a long header comes once.
 */
export async function listRejectForms(
  db: Pick<Database, "$queryRaw">,
  spans: readonly RejectSpan[],
): Promise<RejectForm[]> {
  if (spans.length === 0) return [];
  const times = spans.map((span) => span.receivedAt).sort();
  const rows = await db.$queryRaw`
    with chunk as (
      select ledger.batch_id, first_record, first_record + received - 1 as last_record, format, csv_header,
        csv_delimiter,
        row_number() over (partition by ledger.batch_id order by first_record) - row_number() over (
          partition by ledger.batch_id, format, csv_header, csv_delimiter order by first_record
        ) as run
      from unnest(
        ${pgArray(spans.map((span) => span.batchId))}::text[],
        ${pgArray(spans.map((span) => span.receivedAt))}::timestamptz[],
        ${pgArray(spans.map((span) => span.first))}::bigint[],
        ${pgArray(spans.map((span) => span.last))}::bigint[]
      ) as span (batch_id, received_at, first, last)
      join chunk_ledger ledger on ledger.batch_id = span.batch_id and ledger.received_at = span.received_at
      where ledger.received_at >= ${times[0]}::timestamptz and ledger.received_at <= ${times.at(-1)}::timestamptz
        and rejected > 0 and first_record is not null and format is not null
        and first_record <= span.last and first_record + received > span.first
    )
    select batch_id as "batchId", min(first_record) as first, max(last_record) as last, format, csv_header as header,
      csv_delimiter as delimiter
    from chunk
    group by batch_id, format, csv_header, csv_delimiter, run`;
  return z.array(formSchema).parse(rows);
}
