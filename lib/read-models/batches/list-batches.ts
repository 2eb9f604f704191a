import { z } from "zod";
import type { batchListSchema } from "@/lib/contracts/batch";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";
import { decodeCursor, encodeCursor } from "./page-cursor";
import { selectBatches } from "./select-batches";

const pageSize = 100;

/** The last batch of a page; times of batches are whole milliseconds. */
const keySchema = z.tuple([z.iso.datetime(), z.string().max(64)]);

export interface BatchFilter {
  /** A source's id; null for all. */
  source: string | null;
  /** When the batch was received: from this instant on, in front of that one. */
  from: Date | null;
  to: Date | null;
  cursor: string | null;
}

/**
 * Batches of which a chunk has been worked off, newest first, 100 a page.
 * @throws AppError `invalid_request` for a cursor that is none
 */
export async function listBatches(
  { source, from, to, cursor }: BatchFilter,
  database: Database = getPrisma(),
): Promise<z.infer<typeof batchListSchema>> {
  const conditions = [
    Prisma.sql`true`,
    ...(source === null ? [] : [Prisma.sql`batch.source_id = ${source}`]),
    ...(from === null ? [] : [Prisma.sql`batch.received_at >= ${from}`]),
    ...(to === null ? [] : [Prisma.sql`batch.received_at < ${to}`]),
    ...(cursor === null ? [] : [behind(cursor)]),
  ];
  const batches = await selectBatches(database, Prisma.join(conditions, " and "), pageSize + 1);
  const page = batches.slice(0, pageSize);
  const last = batches.length > pageSize ? page.at(-1) : undefined;
  return { batches: page, nextCursor: last ? encodeCursor([last.receivedAt, last.batchId]) : null };
}

function behind(cursor: string): Prisma.Sql {
  const [receivedAt, id] = decodeCursor(keySchema, cursor);
  return Prisma.sql`batch.received_at <= ${receivedAt}::timestamptz
    and (batch.received_at < ${receivedAt}::timestamptz or batch.id > ${id})`;
}
