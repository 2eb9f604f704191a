import { listNamingImpressions, probeBidderImpressions } from "@/lib/storage/correlation/bids/list-touched-impressions";
import { listUserTimeSources } from "@/lib/storage/correlation/bids/list-user-time-sources";
import type { DeletedEvent } from "@/lib/storage/erase/delete-events";
import type { Database } from "@/lib/storage/prisma";
import { rematch } from "@/workers/correlate/bids/rematch";

/** Impressions that the user has left by now are those that arrived since they were deleted. */
const mostLeft = 1000;

/**
 * Matches the impressions that name deleted bid requests to what is left, in the transaction that deletes them: no
 * impression of anybody names what is gone. Whoever stores one at the same time finds out after its commit, and has
 * it matched again. The caller holds the partitions of all users.
 */
export async function matchAnew(db: Database, userKey: string, deleted: readonly DeletedEvent[]): Promise<void> {
  const bids = deleted.flatMap(({ auctionId, eventId, at }) =>
    auctionId === null ? [] : [{ auctionId, eventId, at }],
  );
  if (bids.length === 0) return;
  const naming = await listNamingImpressions(db, bids);
  const userTime = await listUserTimeSources(db);
  const times = userTime.size > 0 ? bids.map(({ at }) => ({ userKey, from: at, to: at })) : [];
  const own = await probeBidderImpressions(db, times, userTime, { limit: mostLeft });
  await rematch(db, { sourceId: deleted[0]?.sourceId ?? "", cause: "erasure" }, [...naming, ...own]);
}
