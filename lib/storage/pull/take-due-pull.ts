import { z } from "zod";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { pullLocationSchema } from "@/lib/contracts/pull";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({
  id: z.string(),
  sourceId: z.string(),
  kind: ingestKindSchema,
  location: pullLocationSchema,
  sealed: z.instanceof(Uint8Array).nullable(),
  pattern: z.string(),
  contentType: z.string().nullable(),
  /** Of its settings: tells whether they changed meanwhile. */
  updatedAt: z.date(),
  eventsPerSecond: z.number().nullable(),
  bytesPerSecond: z.bigint().transform(Number).nullable(),
});
export type DuePull = z.infer<typeof rowSchema>;

/**
 * Takes the pull that has been due for longest, and holds it: nobody else takes it until it is given back or
 * the time runs out. One that a worker held and never gave back is due too, whatever its time.
 * @param holder a name that no other run has
 */
export async function takeDuePull(
  db: Pick<Database, "$queryRaw">,
  holder: string,
  ttlMs: number,
): Promise<DuePull | null> {
  const rows = await db.$queryRaw`
    with due as (
      select id from pull
      where enabled
        and (held_until is null or held_until < clock_timestamp())
        and (held_until is not null or next_at <= clock_timestamp())
      order by next_at, id
      limit 1
      for update skip locked
    )
    update pull
    set holder = ${holder}, held_until = clock_timestamp() + ${ttlMs}::double precision * interval '1 millisecond',
      last_started_at = clock_timestamp(), next_at = clock_timestamp() + every_seconds * interval '1 second'
    from due, source
    where pull.id = due.id and source.id = pull.source_id
    returning pull.id, source_id as "sourceId", kind, location, sealed, pattern, content_type as "contentType",
      pull.updated_at as "updatedAt", max_events_per_second as "eventsPerSecond",
      max_bytes_per_second as "bytesPerSecond"`;
  return z.array(rowSchema).parse(rows)[0] ?? null;
}
