import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ id: z.string(), name: z.string() }));

/** The names of those of the creatives that the catalogue knows, by id. */
export async function listCreativeNames(db: Database, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const rows = await db.$queryRaw`
    select id, name from creative
    where id in (select value from json_array_elements_text(${JSON.stringify(unique)}::json))`;
  return new Map(rowsSchema.parse(rows).map(({ id, name }) => [id, name]));
}
