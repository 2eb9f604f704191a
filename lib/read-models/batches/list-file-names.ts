import { z } from "zod";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

/** Among so many of the newest batches the files are looked for: those of programs mostly have no name. */
const maxScanned = 5_000;
const maxNames = 500;

const rowSchema = z.object({ sourceId: z.string(), kind: ingestKindSchema, fileName: z.string() });

/** The files that came lately, the newest first, each with whose it was. */
export async function listFileNames(
  _scope: EverySourceScope,
  database: Database = getPrisma(),
): Promise<z.infer<typeof rowSchema>[]> {
  const found = await database.$queryRaw`
    select source_id as "sourceId", kind, file_name as "fileName"
    from (
      select source_id, kind, file_name, received_at, id from batch order by received_at desc, id limit ${maxScanned}::int
    ) as newest
    where file_name is not null
    order by received_at desc, id
    limit ${maxNames}::int`;
  return z.array(rowSchema).parse(found);
}
