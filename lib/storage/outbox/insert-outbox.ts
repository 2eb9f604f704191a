import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

export interface OutboxMessage {
  subject: string;
  /** JSON. */
  body: string;
}

/** Leaves messages that are to be published once the transaction has been committed. */
export async function insertOutbox(db: Database, messages: readonly OutboxMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await db.$executeRaw`
    insert into outbox (subject, body)
    select subject, body from unnest(
      ${pgArray(messages.map((message) => message.subject))}::text[],
      ${pgArray(messages.map((message) => message.body))}::text[]
    ) as message (subject, body)`;
}
