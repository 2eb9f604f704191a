import { z } from "zod";
import { type pulledFileListSchema, pulledFileSchema } from "@/lib/contracts/pull";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { decodeCursor, encodeCursor } from "../batches/page-cursor";
import { getPull } from "./list-pulls";

const pageSize = 100;

const rowSchema = z.object({
  name: z.string(),
  bytes: z.bigint().transform(Number),
  state: pulledFileSchema.shape.state,
  attempts: z.number(),
  batchId: z.string().nullable(),
  records: z.bigint().transform(Number).nullable(),
  error: z.string().nullable(),
  takenAt: z.date(),
  version: z.string(),
  /** With its microseconds, which a Date does not have. */
  exactAt: z.string(),
});
/** The last file of a page. */
const keySchema = z.tuple([z.iso.datetime(), z.string().max(1024), z.string().max(1024)]);

/**
 * What became of a pull's files, the newest first, 100 a page.
 * @throws AppError `not_found`, `invalid_request` for a cursor that is none
 */
export async function listPulledFiles(
  scope: EverySourceScope,
  { sourceId, pullId, cursor }: { sourceId: string; pullId: string; cursor: string | null },
  database: Database = getPrisma(),
): Promise<z.infer<typeof pulledFileListSchema>> {
  await getPull(scope, sourceId, pullId, database);
  const rows = await database.$queryRaw`
    select name, bytes, state, attempts, batch_id as "batchId", records, error, taken_at as "takenAt", version,
      to_char(taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "exactAt"
    from pulled_file
    where pull_id = ${pullId} and ${cursor === null ? Prisma.sql`true` : behind(cursor)}
    order by taken_at desc, name, version
    limit ${pageSize + 1}`;
  const files = z.array(rowSchema).parse(rows);
  const page = files.slice(0, pageSize);
  const last = files.length > pageSize ? page.at(-1) : undefined;
  return {
    files: page.map(({ version: _, exactAt: __, ...file }) => ({ ...file, takenAt: file.takenAt.toISOString() })),
    nextCursor: last ? encodeCursor([last.exactAt, last.name, last.version]) : null,
  };
}

function behind(cursor: string): Prisma.Sql {
  const [takenAt, name, version] = decodeCursor(keySchema, cursor);
  return Prisma.sql`taken_at <= ${takenAt}::text::timestamptz
    and (taken_at < ${takenAt}::text::timestamptz or (name, version) > (${name}, ${version}))`;
}
