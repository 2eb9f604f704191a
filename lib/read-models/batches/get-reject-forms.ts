import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { OperationsScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

/** How rejected records were written: as JSON (Avro's are kept as JSON), or as rows under a header line of CSV. */
export type RejectForm = { format: "json" } | { format: "csv"; header: string };

/** Gives the form of each of these records, or undefined where it was not rejected in the batch. */
export type FindRejectForms = (records: readonly number[]) => Promise<(RejectForm | undefined)[]>;

/** A batch of more files than this, CSV and others mixed, is not corrected in one go. */
const maxRuns = 1_000;

const bigint = z.bigint().transform(Number);
const runSchema = z.object({
  firstRecord: bigint,
  format: z.enum(["json", "csv", "avro"]),
  header: z.string().nullable(),
});
const batchSchema = z.object({ receivedAt: z.date(), unknown: bigint });

/**
 * Learns how the rejects of a batch were written, from the ledger of its chunks.
 * @throws AppError `conflict` when that was not remembered
 */
export async function getRejectForms(
  scope: OperationsScope,
  batchId: string,
  database: Database = getPrisma(),
): Promise<FindRejectForms> {
  const receivedAt = await requireRemembered(scope, batchId, database);
  if (!receivedAt) return async (records) => records.map(() => undefined);
  const runs = await listRuns(batchId, receivedAt, database);
  return async (records) => {
    const rejected = await findRejected(batchId, receivedAt, records, database);
    return records.map((record) => (rejected.has(record) ? formAt(runs, record) : undefined));
  };
}

async function requireRemembered(
  { sourceId }: OperationsScope,
  batchId: string,
  database: Database,
): Promise<Date | undefined> {
  const found = await database.$queryRaw`
    select received_at as "receivedAt", (
      select count(*) from chunk_ledger
      where batch_id = batch.id and chunk_ledger.received_at = batch.received_at and rejected > 0
        and (first_record is null or format is null or (format = 'csv' and csv_header is null))
    ) as unknown
    from batch where id = ${batchId} and (${sourceId}::text is null or source_id = ${sourceId})`;
  const [batch] = z.array(batchSchema).parse(found);
  if (!batch || batch.unknown === 0) return batch?.receivedAt;
  const message = "How the records of this batch were written was not remembered then: send them as a new file.";
  throw new AppError("conflict", message);
}

/** Chunks one after the other that were written alike: one run for each file of the batch. */
async function listRuns(batchId: string, receivedAt: Date, database: Database): Promise<z.infer<typeof runSchema>[]> {
  const found = await database.$queryRaw`
    select first_record as "firstRecord", format, csv_header as header
    from (
      select first_record, format, csv_header, lag(format) over in_order as format_before,
        lag(csv_header) over in_order as header_before
      from chunk_ledger
      where batch_id = ${batchId} and received_at = ${receivedAt} and (format <> 'csv' or csv_header is not null)
      window in_order as (order by first_record)
    ) as chunk
    where format is distinct from format_before or csv_header is distinct from header_before
    order by first_record
    limit ${maxRuns + 1}::int`;
  const runs = z.array(runSchema).parse(found);
  if (runs.length <= maxRuns) return runs;
  throw new AppError("conflict", "This batch has too many files to be corrected: send its rejects as a new file.");
}

async function findRejected(
  batchId: string,
  receivedAt: Date,
  records: readonly number[],
  database: Database,
): Promise<Set<number>> {
  const found = await database.$queryRaw`
    select record_no as record from rejected_record
    where batch_id = ${batchId} and received_at = ${receivedAt} and record_no = any(${records.map(BigInt)}::bigint[])`;
  const rows = z.array(z.object({ record: bigint })).parse(found);
  return new Set(rows.map(({ record }) => record));
}

function formAt(runs: readonly z.infer<typeof runSchema>[], record: number): RejectForm | undefined {
  const run = runs.findLast(({ firstRecord }) => firstRecord <= record);
  if (!run) return undefined;
  return run.format === "csv" ? { format: "csv", header: run.header ?? "" } : { format: "json" };
}
