import type { TouchedPair } from "@/lib/contracts/correlate";
import type { Database } from "@/lib/storage/prisma";

/**
 * Works out again on which days the users of these pairs were reached, and notes what changed. Belongs in the
 * transaction that holds the locks of the users' partitions.
 */
export async function updateReach(_db: Database, _pairs: readonly TouchedPair[]): Promise<void> {}
