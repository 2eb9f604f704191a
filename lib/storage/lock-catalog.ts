import type { Database } from "./prisma";

/** Waits until no other transaction changes the catalogue, and keeps others waiting until this one ends. */
export async function lockCatalog(db: Database): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended('catalog', 0))`;
}
