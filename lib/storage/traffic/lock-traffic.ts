import type { Database } from "@/lib/storage/prisma";

/** Nobody else's advisory lock has this key. */
const lockKey = 0x7472616666n;

/**
 * Waits until no other transaction works marks out, and keeps others waiting until this one ends. Take it
 * before reading: a rule looks at a set of events, and two who look at the same set from different
 * snapshots would both write what neither of them meant.
 */
export async function lockTraffic(db: Database): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(${lockKey}::bigint)`;
}
