import { z } from "zod";
import type { Database } from "@/lib/storage/prisma";

const rowSchema = z.object({ alertId: z.string(), alertEventId: z.bigint().transform(String) });

/** Gives the oldest lines of alerts' timelines that have not been handed to JetStream. */
export async function listUnpublishedLines(db: Database, limit: number): Promise<z.infer<typeof rowSchema>[]> {
  const rows = await db.$queryRaw`
    select alert_id as "alertId", id as "alertEventId" from alert_event
    where published_at is null order by id limit ${limit}`;
  return z.array(rowSchema).parse(rows);
}

/** Remembers that these lines were handed over. */
export async function markPublished(db: Database, alertEventIds: readonly string[]): Promise<void> {
  if (alertEventIds.length === 0) return;
  await db.$executeRaw`update alert_event set published_at = now() where id = any(${alertEventIds}::bigint[])`;
}
