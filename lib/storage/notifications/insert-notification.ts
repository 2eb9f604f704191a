import type { Database } from "@/lib/storage/prisma";

/** Remembers that a channel was told a line of an alert's timeline. */
export async function insertNotification(db: Database, alertEventId: string, channel: string): Promise<void> {
  await db.$executeRaw`
    insert into notification (alert_event_id, channel) values (${alertEventId}::bigint, ${channel})
    on conflict (alert_event_id, channel) do nothing`;
}
