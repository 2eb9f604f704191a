import { partitionOf, partitionOfAuction } from "@/lib/contracts/correlate";
import { pgArray } from "@/lib/storage/pg-array";
import type { Database } from "@/lib/storage/prisma";
import type { ImpressionRef } from "./impression-ref";

/** The first half of the advisory lock's key, so that it is nobody else's. */
const lockClass = 0x62696473;

/**
 * Waits until no other transaction matches impressions of the same partitions to bid requests, and keeps others
 * waiting until this one ends. The partition follows from the impression alone, so two who would write one of
 * them do so one after the other, and the second sees what the first did. Take it after the users' partitions.
 */
export async function lockBids(
  db: Database,
  impressions: readonly Pick<ImpressionRef, "auctionId" | "userKey">[],
): Promise<void> {
  const partitions = new Set(
    impressions.map(({ auctionId, userKey }) =>
      auctionId === null ? partitionOf(userKey) : partitionOfAuction(auctionId),
    ),
  );
  await db.$executeRaw`
    select pg_advisory_xact_lock(${lockClass}::integer, partition)
    from (select unnest(${pgArray([...partitions].sort((a, b) => a - b))}::integer[]) as partition) as p`;
}
