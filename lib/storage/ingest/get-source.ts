import { z } from "zod";
import { mappingSchema } from "@/lib/contracts/source";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  id: z.string(),
  timeZone: z.string(),
  unknownReferences: z.enum(["reject", "create"]),
  mapping: mappingSchema,
});
export type SourceRow = z.infer<typeof rowSchema>;

/** Gives how a source's records are to be read, or null when there is no such source. */
export async function getSource(db: Database, sourceId: string): Promise<SourceRow | null> {
  const rows = await db.$queryRaw`
    select id, time_zone as "timeZone", unknown_references as "unknownReferences", mapping
    from source where id = ${sourceId}`;
  return z.array(rowSchema).parse(rows)[0] ?? null;
}
