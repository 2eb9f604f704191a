import { z } from "zod";
import { formatSchema } from "@/lib/contracts/kinds";
import type { Database } from "@/lib/storage/prisma";
import type { RejectBatch } from "./reject-key";

const bigint = z.bigint().transform(Number);
const formSchema = z.object({
  /** The records of a chunk, by the numbers of the first and the last of them. */
  first: bigint,
  last: bigint,
  format: formatSchema,
  /** Of CSV; with null the rows cannot be read any more. */
  header: z.string().nullable(),
  delimiter: z.string().nullable(),
});
export type RejectForm = z.infer<typeof formSchema>;

/**
 * Learns from the ledger how the rejects of a batch were written, for the chunks that hold records from
 * `first` to `last`. Chunks that were written before that was remembered are left out. Chunks with the same header
 * follow each other as one, so that a long header comes once.
 */
export async function listRejectForms(
  db: Pick<Database, "$queryRaw">,
  { batchId, receivedAt }: RejectBatch,
  { first, last }: { first: number; last: number },
): Promise<RejectForm[]> {
  const rows = await db.$queryRaw`
    with chunk as (
      select first_record, first_record + received - 1 as last_record, format, csv_header, csv_delimiter,
        row_number() over (order by first_record)
          - row_number() over (partition by format, csv_header, csv_delimiter order by first_record) as run
      from chunk_ledger
      where batch_id = ${batchId} and received_at = ${receivedAt}::timestamptz and rejected > 0
        and first_record is not null and format is not null
        and first_record <= ${last}::bigint and first_record + received > ${first}::bigint
    )
    select min(first_record) as first, max(last_record) as last, format, csv_header as header,
      csv_delimiter as delimiter
    from chunk
    group by format, csv_header, csv_delimiter, run
    order by 1`;
  return z.array(formSchema).parse(rows);
}
