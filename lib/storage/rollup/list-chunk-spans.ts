import { z } from "zod";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({ table: z.string(), from: z.number(), to: z.number() });
export type ChunkSpan = z.infer<typeof rowSchema>;

/** Gives where the hypertables have data: the time spans of their chunks (epoch milliseconds), oldest first. */
export async function listChunkSpans(db: Database, tables: readonly string[]): Promise<ChunkSpan[]> {
  const rows = await db.$queryRaw`
    select hypertable_name::text as "table",
      (extract(epoch from range_start) * 1000)::float8 as "from", (extract(epoch from range_end) * 1000)::float8 as "to"
    from timescaledb_information.chunks
    where hypertable_schema = current_schema() and hypertable_name = any(${pgArray(tables)}::text[])
    order by range_start`;
  return z.array(rowSchema).parse(rows);
}
