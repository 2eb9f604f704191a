import { z } from "zod";
import { eventKindSchema } from "@/lib/contracts/kinds";
import type { EventKeyRow } from "@/lib/storage/ingest/event-keys";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

const rowSchema: z.ZodType<EventKeyRow> = z.object({
  kind: eventKindSchema,
  eventId: z.string(),
  occurredAt: z.date().transform((date) => date.getTime()),
  contentHash: z.string(),
  receivedAt: z.date().transform((date) => date.getTime()),
  timeGivenByUs: z.boolean(),
});

/** Gives what event ids stand for, those that stand for anything; takes nothing and waits for nobody. */
export async function listEventKeys(
  db: Pick<Database, "$queryRaw">,
  ids: readonly Pick<EventKeyRow, "kind" | "eventId">[],
): Promise<EventKeyRow[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw`
    select kind, event_id as "eventId", occurred_at as "occurredAt", encode(content_hash, 'hex') as "contentHash",
      received_at as "receivedAt", time_given_by_us as "timeGivenByUs"
    from event_key
    where (kind, event_id) in (
      select * from unnest(
        ${pgArray(ids.map((id) => id.kind))}::text[],
        ${pgArray(ids.map((id) => id.eventId))}::text[]
      )
    )`;
  return z.array(rowSchema).parse(rows);
}
