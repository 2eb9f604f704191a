import { correlatePartitions, partitionOf, type TouchedPair } from "@/lib/contracts/correlate";
import { type ErasedTable, type ErasureCursor, erasedTableSchema } from "@/lib/contracts/erasure";
import { insertTouchedRanges, type TouchedRange } from "@/lib/storage/correlation/insert-touched-ranges";
import { lockPartitions } from "@/lib/storage/correlation/lock-partitions";
import {
  allowUnpacking,
  type DeletedEvent,
  deleteCredits,
  deleteEventKeys,
  deleteEvents,
  deleteJourneyEvents,
} from "@/lib/storage/erase/delete-events";
import { insertErased } from "@/lib/storage/erase/insert-erased";
import { type EventRef, listEvents, listJourneyEvents } from "@/lib/storage/erase/list-user-events";
import { insertOutbox } from "@/lib/storage/outbox/insert-outbox";
import type { Database } from "@/lib/storage/prisma";
import { forgetUserDays } from "@/lib/storage/reach/forget-user-days";
import { listChunkSpans } from "@/lib/storage/rollup/list-chunk-spans";
import { updateReach } from "@/workers/correlate/reach/update-reach";
import { groupTimes } from "@/workers/runtime/group-times";
import { eraseOrders, recount } from "./erase-orders";
import { matchAnew } from "./match-anew";
import { addCounts, type Slice } from "./slice";
import { trafficMessagesOf } from "./traffic-messages-of";

type EventCursor = Extract<ErasureCursor, { step: "events" }>;

/** Whose data is deleted, for which request, and how many rows at once. */
export interface Whose {
  erasureId: string;
  userKey: string;
  rows: number;
}

/** As correlation does: nobody refreshes days that lie between. */
const quarterMs = 15 * 60_000;

/**
 * Deletes the next events that stand in the user's journeys, which an index finds, with their credits, keys, orders
 * and journey rows. The lock keeps correlation from writing credits of what is gone.
 */
export async function eraseJourneys(db: Database, whose: Whose): Promise<Slice> {
  await lockPartitions(db, [partitionOf(whose.userKey)]);
  const refs = await listJourneyEvents(db, whose.userKey, whose.rows);
  if (refs.length === 0) {
    const days = await forgetUserDays(db, whose.userKey);
    return { next: { step: "events", table: "impression", from: 0 }, counts: addCounts({ user_days: days }) };
  }
  const counts = await eraseEvents(db, whose, refs);
  const journeys = await deleteJourneyEvents(db, whose.userKey, refs);
  await insertOutbox(db, trafficMessagesOf(whose.erasureId, refs));
  return { next: { step: "journeys" }, counts: addCounts(counts, { journey_event: journeys }) };
}

/**
 * Deletes the next events of the user that stood in no journey: bid requests, what is older than journeys are kept,
 * and what has come since those were deleted, with its journey rows and days. No index knows them, so every chunk is
 * looked through, one after the other.
 */
export async function eraseOthers(db: Database, whose: Whose, cursor: EventCursor): Promise<Slice> {
  const spans = await listChunkSpans(db, [cursor.table]);
  const span = spans.find((each) => each.to > cursor.from);
  if (!span) return { next: nextTable(cursor.table), counts: {} };
  await lockPartitions(db, partitionsFor(cursor.table, whose.userKey));
  const from = Math.max(span.from, cursor.from);
  const refs = await listEvents(db, cursor.table, { userKey: whose.userKey, from, to: span.to, limit: whose.rows });
  const next = { ...cursor, from: refs.length < whose.rows ? span.to : cursor.from };
  if (refs.length === 0) return { next, counts: {} };
  const counts = await eraseEvents(db, whose, refs);
  const journeys = await deleteJourneyEvents(db, whose.userKey, refs);
  if (journeys > 0)
    await updateReach(
      db,
      refs.map((ref) => pairOf(whose, ref)),
      "erasure",
    );
  return { next, counts: addCounts(counts, { journey_event: journeys }) };
}

function pairOf({ userKey }: Whose, { campaignId, at }: EventRef): TouchedPair {
  return { userKey, campaignId, from: at, to: at };
}

/** A bid request may be named by impressions of any user, when an auction id was used twice. */
function partitionsFor(table: ErasedTable, userKey: string): number[] {
  return table === "bid_request" ? Array.from({ length: correlatePartitions }, (_, no) => no) : [partitionOf(userKey)];
}

function nextTable(table: ErasedTable): ErasureCursor {
  const tables = erasedTableSchema.options;
  const next = tables[tables.indexOf(table) + 1];
  return next === undefined ? { step: "aggregates", from: 0 } : { step: "events", table: next, from: 0 };
}

async function eraseEvents(db: Database, whose: Whose, refs: readonly EventRef[]): Promise<Record<string, number>> {
  const { deleted: orderRows, orders } = await eraseOrders(db, whose.userKey, refs);
  const keys = await deleteEventKeys(db, refs);
  await allowUnpacking(db);
  const deleted = await deleteEvents(db, whose.userKey, refs);
  const conversions = refs.filter((ref) => ref.table === "conversion");
  const credits = await deleteCredits(db, conversions);
  const credited = conversions.filter((_, index) => (credits[index] ?? 0) > 0);
  await insertErased(db, whose.erasureId, deleted);
  await touch(db, deleted, credited);
  await recount(db, orders, deleted);
  await matchAnew(db, whose.userKey, deleted);
  const perTable = deleted.map((event) => ({ [event.table]: 1 }));
  const creditRows = credits.reduce((sum, each) => sum + each, 0);
  return addCounts(...perTable, { event_key: keys, conversion_credit: creditRows, conversion_order: orderRows });
}

/** Has role `rollup` refresh the aggregates over what was deleted. */
async function touch(db: Database, deleted: readonly DeletedEvent[], credited: readonly EventRef[]): Promise<void> {
  const bySource = new Map<string, Map<TouchedRange["kind"], number[]>>();
  const note = (sourceId: string, kind: TouchedRange["kind"], at: number) => {
    const kinds = bySource.get(sourceId) ?? new Map<TouchedRange["kind"], number[]>();
    bySource.set(sourceId, kinds);
    kinds.set(kind, [...(kinds.get(kind) ?? []), at]);
  };
  for (const { sourceId, table, at } of deleted) note(sourceId, table, at);
  const anySource = deleted[0]?.sourceId ?? "";
  for (const { at } of credited) note(anySource, "conversion_credit", at);
  const campaignIds = new Set([...deleted, ...credited].map((event) => event.campaignId));
  for (const [sourceId, kinds] of bySource) {
    const ranges = [...kinds].flatMap(([kind, times]) =>
      groupTimes(
        times.map((at) => ({ from: at, to: at })),
        quarterMs,
      ).map((range) => ({ kind, ...range })),
    );
    await insertTouchedRanges(db, { sourceId, cause: "erasure" }, ranges, campaignIds);
  }
}
