import { z } from "zod";
import type { OperationsScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const rowSchema = z.object({ eventsPerSecond: z.number().nullable(), bytesPerSecond: z.number().nullable() });

/** What a source may send; null where the deployment's default holds. */
export type SourceLimits = z.infer<typeof rowSchema>;

/**
 * Finds what somebody may send for a source.
 * @returns undefined when there is no such source
 */
export async function getSourceLimits(
  scope: OperationsScope,
  sourceId: string,
  database: Database = getPrisma(),
): Promise<SourceLimits | undefined> {
  const found = await database.$queryRaw`
    select max_events_per_second as "eventsPerSecond", max_bytes_per_second::float8 as "bytesPerSecond"
    from source where id = ${sourceId} and (${scope.sourceId}::text is null or id = ${scope.sourceId})`;
  return z.array(rowSchema).parse(found)[0];
}
