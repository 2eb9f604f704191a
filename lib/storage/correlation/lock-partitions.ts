import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";

/** The first half of the advisory lock's key, so that it is nobody else's. */
const lockClass = 0x636f7272;

/**
 * Waits until no other transaction correlates these partitions, and keeps them until this one ends. Take
 * them first: what is read after that is what the others have committed, so two correlators never work
 * one user out from different snapshots.
 */
export async function lockPartitions(db: Database, partitions: readonly number[]): Promise<void> {
  await db.$executeRaw`
    select pg_advisory_xact_lock(${lockClass}::integer, partition)
    from (select unnest(${pgArray(partitions.toSorted((a, b) => a - b))}::integer[]) as partition) as p`;
}
