import { partitionOf } from "@/lib/contracts/correlate";
import type { ImpressionRef } from "@/lib/storage/correlation/bids/impression-ref";
import { listUserTimeSources } from "@/lib/storage/correlation/bids/list-user-time-sources";
import { updateImpressionBids } from "@/lib/storage/correlation/bids/update-impression-bids";
import { insertTouchedRanges } from "@/lib/storage/correlation/insert-touched-ranges";
import { lockPartitions } from "@/lib/storage/correlation/lock-partitions";
import type { Database } from "@/lib/storage/prisma";
import { groupTimes } from "@/workers/runtime/group-times";
import type { TouchedBy } from "../write-results";
import { findBids } from "./find-bids";

/** Touched times at most this far apart are told to role `rollup` as one range. */
const gapMs = 60 * 60_000;

/**
 * Works out again which bid requests these impressions came from, and writes what differs, inside the caller's
 * transaction. It holds the partitions of the impressions' users, as everybody does who changes stored impressions: so
 * two who would write one of them do so one after the other, and the second sees what the first did and all that was
 * committed by then. Doing it again changes nothing.
 */
export async function rematch(
  db: Database,
  touchedBy: TouchedBy,
  impressions: readonly ImpressionRef[],
): Promise<void> {
  if (impressions.length === 0) return;
  await lockPartitions(db, [...new Set(impressions.map(({ userKey }) => partitionOf(userKey)))]);
  const userTime = await listUserTimeSources(db);
  const bids = await findBids(
    db,
    impressions.map((impression) => ({ ...impression, byUser: userTime.has(impression.sourceId) })),
  );
  const touched = await updateImpressionBids(
    db,
    impressions.map(({ campaignId, at, eventId }, index) => {
      const bid = bids[index] ?? null;
      return { campaignId, at, eventId, bidId: bid?.eventId ?? null, bidAt: bid?.at ?? null };
    }),
  );
  const ranges = groupTimes(touched, gapMs).map((range) => ({ kind: "impression_bid" as const, ...range }));
  await insertTouchedRanges(db, touchedBy, ranges);
}
