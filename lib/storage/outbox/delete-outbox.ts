import type { Database } from "@/lib/storage/prisma";

/** Forgets messages that JetStream has acknowledged. */
export async function deleteOutbox(db: Database, ids: readonly bigint[]): Promise<void> {
  await db.$executeRaw`delete from outbox where id = any(${[...ids]}::bigint[])`;
}
