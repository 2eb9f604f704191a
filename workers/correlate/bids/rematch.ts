import type { ImpressionRef } from "@/lib/storage/correlation/bids/impression-ref";
import { listUserTimeSources } from "@/lib/storage/correlation/bids/list-user-time-sources";
import { lockBids } from "@/lib/storage/correlation/bids/lock-bids";
import { updateImpressionBids } from "@/lib/storage/correlation/bids/update-impression-bids";
import { insertTouchedRanges } from "@/lib/storage/correlation/insert-touched-ranges";
import type { Database } from "@/lib/storage/prisma";
import { groupTimes } from "@/workers/runtime/group-times";
import type { TouchedBy } from "../write-results";
import { findBids } from "./find-bids";

/** Touched times at most this far apart are told to role `rollup` as one range. */
const gapMs = 60 * 60_000;

/**
 * Works out again which bid requests these impressions came from, and writes what differs, inside the caller's
 * transaction. What is read after the lock is what all others have committed. Doing it again changes nothing.
 */
export async function rematch(
  db: Database,
  touchedBy: TouchedBy,
  impressions: readonly ImpressionRef[],
): Promise<void> {
  if (impressions.length === 0) return;
  await lockBids(db, impressions);
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
