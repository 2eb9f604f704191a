import { z } from "zod";
import { bidMatchSchema } from "@/lib/contracts/source";
import { AppError } from "@/lib/errors";
import type { Database } from "@/lib/storage/prisma";

/** A source as the audit log keeps it. */
export const sourceRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  unknownReferences: z.enum(["reject", "create"]),
  mapping: z.unknown(),
  bidMatch: bidMatchSchema,
  expectedEverySeconds: z.number().nullable(),
  maxEventsPerSecond: z.number().nullable(),
  maxBytesPerSecond: z.number().nullable(),
});
export type SourceRow = z.infer<typeof sourceRowSchema>;

/** Reads a source and holds its row until the transaction ends; null when there is none. */
export async function lockSource(database: Pick<Database, "$queryRaw">, id: string): Promise<SourceRow | null> {
  const rows = await database.$queryRaw`
    select id, name, time_zone as "timeZone", unknown_references as "unknownReferences", mapping,
      bid_match as "bidMatch", expected_every_seconds as "expectedEverySeconds", max_events_per_second as "maxEventsPerSecond",
      max_bytes_per_second::float8 as "maxBytesPerSecond"
    from source
    where id = ${id}
    for update`;
  return z.array(sourceRowSchema).parse(rows)[0] ?? null;
}

/** The refusal of what is asked about a source that is not there. */
export function sourceNotFound(id: string): AppError {
  return new AppError("not_found", `There is no source \`${id}\`.`);
}
