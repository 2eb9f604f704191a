import { z } from "zod";
import { type issueRecordListSchema, recordFormSchema } from "@/lib/contracts/quality";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { afterKey } from "./after-key";
import { getIssue } from "./get-issue";
import { rawText, shownBytes } from "./raw-text";
import { decodeCursor, encodeCursor } from "./record-cursor";

const pageSize = 50;

const rowsSchema = z.array(
  z.object({
    batchId: z.string(),
    record: z.number().int(),
    receivedAt: z.date().transform((date) => date.toISOString()),
    receivedAtKey: z.string(),
    field: z.string().nullable(),
    message: z.string(),
    raw: z.instanceof(Uint8Array),
    form: recordFormSchema.nullable(),
  }),
);

/**
 * `GET /api/quality/issues/{id}/records`: the rejected records of an issue, newest first, 50 a page,
 * each with how it was written. The cursor is the last record's key, so that a page stays right while records arrive.
 * @throws AppError `not_found`; `invalid_request` for a cursor that is none
 */
export async function listIssueRecords(
  scope: EverySourceScope,
  issueId: string,
  cursor: string | undefined,
  db: Database = getPrisma(),
): Promise<z.infer<typeof issueRecordListSchema>> {
  const after = cursor === undefined ? Prisma.empty : afterKey(decodeCursor(cursor));
  await getIssue(scope, issueId, db);
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      select batch_id as "batchId", record_no::float8 as record, received_at as "receivedAt",
        to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "receivedAtKey",
        field, message, substring(raw from 1 for ${shownBytes}::int) as raw,
        (
          -- the last chunk before it that tells: of the chunks of a file only the first has the header line
          select jsonb_build_object('format', format, 'csvHeader', csv_header, 'csvDelimiter', csv_delimiter)
          from chunk_ledger chunk
          where chunk.batch_id = rejected_record.batch_id and chunk.received_at = rejected_record.received_at
            and first_record <= record_no and (format <> 'csv' or csv_header is not null)
          order by first_record desc
          limit 1
        ) as form
      from rejected_record
      where issue_id = ${issueId} ${after}
      order by received_at desc, batch_id desc, record_no desc
      limit ${pageSize + 1}`,
  );
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return {
    records: page.map(({ receivedAtKey: _, raw, ...record }) => ({ ...record, raw: rawText(raw) })),
    nextCursor: last ? encodeCursor([last.receivedAtKey, last.batchId, last.record]) : null,
  };
}
