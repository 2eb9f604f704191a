import type { RecordOrigin } from "@/lib/storage/ingest/chunk-key";
import { insertBidRequests } from "@/lib/storage/ingest/insert-bid-requests";
import { insertClicks } from "@/lib/storage/ingest/insert-clicks";
import { insertConversions } from "@/lib/storage/ingest/insert-conversions";
import { insertImpressions } from "@/lib/storage/ingest/insert-impressions";
import { insertJourneyEvents } from "@/lib/storage/ingest/insert-journey-events";
import { insertOrders } from "@/lib/storage/ingest/insert-orders";
import type { Database } from "@/lib/storage/prisma";
import { identityOf } from "../deduplicate/classify";
import type { IdentifiedRecord } from "../deduplicate/identify";
import type { FilledBids } from "../list-open-bids";
import { findBidsOf } from "../list-open-bids";
import { inSlices } from "./in-slices";
import { toEventRows, toJourneyRows, toOrderRows } from "./to-event-rows";

/**
 * Stores events and puts them into the journeys of their users and the orders that they name. An event that is there
 * already, though its id is not known, as one whose id stands for another event by now, is a duplicate. Impressions
 * are stored with the bid request of their auction that is there by now, which saves most of them a second write.
 * @returns also which bid requests they were stored with
 */
export async function insertFresh(
  db: Database,
  origin: RecordOrigin,
  fresh: readonly IdentifiedRecord[],
): Promise<{ stored: IdentifiedRecord[]; duplicates: IdentifiedRecord[]; filled: FilledBids }> {
  const filled = await findBidsOf(db, fresh);
  const rows = toEventRows(fresh, filled);
  const missed = new Set<string>();
  const note = (kind: IdentifiedRecord["kind"], slices: string[][]) => {
    for (const eventId of slices.flat()) missed.add(identityOf({ kind, eventId }));
  };
  note("impression", await inSlices(rows.impressions, (slice) => insertImpressions(db, origin, slice)));
  note("click", await inSlices(rows.clicks, (slice) => insertClicks(db, origin, slice)));
  note("conversion", await inSlices(rows.conversions, (slice) => insertConversions(db, origin, slice)));
  note("bid_request", await inSlices(rows.bidRequests, (slice) => insertBidRequests(db, origin, slice)));
  const stored = fresh.filter((record) => !missed.has(identityOf(record)));
  await inSlices(toJourneyRows(stored), (slice) => insertJourneyEvents(db, slice));
  await inSlices(toOrderRows(stored), (slice) => insertOrders(db, slice));
  return { stored, duplicates: fresh.filter((record) => missed.has(identityOf(record))), filled };
}
