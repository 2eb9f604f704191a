import { partitionOf } from "@/lib/contracts/correlate";
import type { TrafficSettings } from "@/lib/contracts/traffic-settings";
import { insertTouchedRanges } from "@/lib/storage/correlation/insert-touched-ranges";
import { lockPartitions } from "@/lib/storage/correlation/lock-partitions";
import { insertOutbox } from "@/lib/storage/outbox/insert-outbox";
import type { Database } from "@/lib/storage/prisma";
import { type FilteredChange, insertFilteredChanges } from "@/lib/storage/traffic/insert-filtered-changes";
import {
  type MarksRow,
  type MovedEvent,
  updateJourneyMarks,
  updateMarks,
  updateOrderMarks,
} from "@/lib/storage/traffic/update-marks";
import { groupTimes } from "@/workers/runtime/group-times";
import { correlateMoved } from "./correlate-moved";

const kinds = ["bid_request", "click", "conversion", "impression"] as const;
const pathKinds = {
  bid_request: "bid-requests",
  click: "clicks",
  conversion: "conversions",
  impression: "impressions",
} as const;

/** Touched times at most this far apart are told to role `rollup` as one range. */
const gapMs = 60 * 60_000;
/** So many events are written by one statement. */
const rowsAtOnce = 2000;

/**
 * Writes what events are marked with, the reason that follows from it with the settings as they are now, and
 * everything that hangs on it: the journeys, the orders, the event time to refresh, the books, and the messages that
 * have the correlation look again. Events that have these marks and this reason stay untouched.
 * @param causeId names the cause in the ledger
 * @returns how many events have another reason than before
 */
export async function writeMarks(
  db: Database,
  settings: TrafficSettings,
  causeId: string,
  events: readonly Omit<MarksRow, "reason">[],
): Promise<number> {
  if (events.length === 0) return 0;
  // the correlation writes the same rows, in another order: whoever has the partition has the rows
  await lockPartitions(db, [...new Set(events.map((event) => partitionOf(event.userKey)))]);
  const rows = events.map((event) => ({ ...event, reason: settings.reasonOf(event.marks, event.at) }));
  const moved: MovedEvent[] = [];
  for (const kind of kinds) {
    const own = rows.filter((row) => row.kind === kind).toSorted(byKey);
    for (let start = 0; start < own.length; start += rowsAtOnce) {
      const some = own.slice(start, start + rowsAtOnce);
      moved.push(...(await updateMarks(db, kind, some)));
      if (kind !== "bid_request") await updateJourneyMarks(db, some);
      if (kind === "conversion") await updateOrderMarks(db, some);
    }
  }
  const other = moved.filter((event) => event.before !== event.after);
  await tell(db, causeId, other);
  return other.length;
}

async function tell(db: Database, causeId: string, moved: readonly MovedEvent[]): Promise<void> {
  for (const sourceId of new Set(moved.map((event) => event.sourceId))) {
    const own = moved.filter((event) => event.sourceId === sourceId);
    const ranges = kinds.flatMap((kind) => {
      const times = own.filter((event) => event.kind === kind).map(({ at }) => ({ from: at, to: at }));
      return groupTimes(times, gapMs).map((range) => ({ kind, ...range }));
    });
    const campaignIds = new Set(own.map((event) => event.campaignId));
    await insertTouchedRanges(db, { sourceId, cause: "invalid_traffic" }, ranges, campaignIds);
  }
  await insertFilteredChanges(db, causeId, filteredChanges(moved));
  await insertOutbox(db, correlateMoved(moved));
}

function filteredChanges(moved: readonly MovedEvent[]): FilteredChange[] {
  const changes = new Map<string, FilteredChange>();
  for (const { kind, batchId, receivedAt, sourceId, before, after } of moved) {
    const step = Number(after !== null) - Number(before !== null);
    const change = changes.get(batchId) ?? { batchId, receivedAt, sourceId, kind: pathKinds[kind], filtered: 0 };
    changes.set(batchId, { ...change, filtered: change.filtered + step });
  }
  return [...changes.values()].filter((change) => change.filtered !== 0);
}

function byKey(a: MarksRow, b: MarksRow): number {
  return compare(a.campaignId, b.campaignId) || a.at - b.at || compare(a.eventId, b.eventId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
