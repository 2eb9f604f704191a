import { z } from "zod";
import type { Batch, batchListSchema } from "@/lib/contracts/batch";
import type { BatchVia } from "@/lib/contracts/chunk";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { OperationsScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { decodeCursor, encodeCursor } from "./page-cursor";
import { selectBatches } from "./select-batches";

const pageSize = 100;
/** How many batches a page looks at for those in one state. */
export const maxScanned = 2_000;

/** The last batch of a page; times of batches are whole milliseconds. */
const keySchema = z.tuple([z.iso.datetime(), z.string().max(64)]);

export interface BatchFilter {
  /** A source's id; null for all. */
  source: string | null;
  /** When the batch was received: from this instant on, in front of that one. */
  from: Date | null;
  to: Date | null;
  cursor: string | null;
  kind?: IngestKind | null;
  via?: BatchVia | null;
  /** The batch whose rejects they correct. */
  corrects?: string | null;
  state?: Batch["state"] | null;
}

/**
 * Batches of which a chunk has been worked off, newest first, at most 100 a page; of those in one
 * state a page can have fewer, or none, and there still are more behind its cursor. Those of the state
 * `processing` come with those that the database takes for `receiving`: the queue can know better.
 * @throws AppError `invalid_request` for a cursor that is none
 */
export async function listBatches(
  scope: OperationsScope,
  filter: BatchFilter,
  database: Database = getPrisma(),
): Promise<z.infer<typeof batchListSchema>> {
  const { state = null } = filter;
  const condition = conditionOf(scope, filter);
  const scan = state === null ? pageSize + 1 : maxScanned;
  const batches = await selectBatches(database, { condition, state, scan, limit: pageSize + 1 });
  const page = batches.slice(0, pageSize);
  const last = batches.length > pageSize ? page.at(-1) : undefined;
  if (last) return { batches: page, nextCursor: encodeCursor([last.receivedAt, last.batchId]) };
  return { batches: page, nextCursor: state === null ? null : await scannedTo(condition, database) };
}

function conditionOf(scope: OperationsScope, filter: BatchFilter): Prisma.Sql {
  const { source, from, to, cursor, kind = null, via = null, corrects = null } = filter;
  const conditions = [
    scope.sourceId === null ? Prisma.sql`true` : Prisma.sql`batch.source_id = ${scope.sourceId}`,
    ...(source === null ? [] : [Prisma.sql`batch.source_id = ${source}`]),
    ...(from === null ? [] : [Prisma.sql`batch.received_at >= ${from}`]),
    ...(to === null ? [] : [Prisma.sql`batch.received_at < ${to}`]),
    ...(kind === null ? [] : [Prisma.sql`batch.kind = ${kind}`]),
    ...(via === null ? [] : [Prisma.sql`batch.via = ${via}`]),
    ...(corrects === null ? [] : [Prisma.sql`batch.corrects = ${corrects}`]),
    ...(cursor === null ? [] : [behind(cursor)]),
  ];
  return Prisma.join(conditions, " and ");
}

function behind(cursor: string): Prisma.Sql {
  const [receivedAt, id] = decodeCursor(keySchema, cursor);
  return Prisma.sql`batch.received_at <= ${receivedAt}::timestamptz
    and (batch.received_at < ${receivedAt}::timestamptz or batch.id > ${id})`;
}

/** The cursor behind the last batch that was looked at; null when all were. */
async function scannedTo(condition: Prisma.Sql, database: Database): Promise<string | null> {
  const found = await database.$queryRaw`
    select received_at as "receivedAt", id from batch where ${condition}
    order by received_at desc, id offset ${maxScanned - 1}::int limit 1`;
  const [last] = z.array(z.object({ receivedAt: z.date(), id: z.string() })).parse(found);
  return last ? encodeCursor([last.receivedAt.toISOString(), last.id]) : null;
}
