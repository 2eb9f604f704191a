import { z } from "zod";
import type { OperationsScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const maxSources = 500;

/** The ids of the sources, the newest 500 of them: where a batch may come from that has no row yet. */
export async function listSourceIds(scope: OperationsScope, database: Database = getPrisma()): Promise<string[]> {
  const rows =
    await database.$queryRaw`select id from source where ${scope.sourceId}::text is null or id = ${scope.sourceId} order by created_at desc, id limit ${maxSources}::int`;
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map((row) => row.id);
}
