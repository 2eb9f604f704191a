import { dayMs } from "@/lib/attribution/journey";
import { allowUnpacking } from "@/lib/storage/erase/delete-events";
import type { Database } from "@/lib/storage/prisma";

/** Chunks are compressed once all of them is 100 days old. */
const compressedAfterMs = 90 * dayMs;

/**
 * Lets the transaction write what is old: in a compressed chunk TimescaleDB unpacks up to a thousand rows around each
 * one that changes, and refuses after 100,000 of them.
 * @param spans with their first event time, epoch milliseconds
 */
export async function allowLateWrites(db: Database, spans: readonly { from: number }[]): Promise<void> {
  if (spans.some((span) => span.from < Date.now() - compressedAfterMs)) await allowUnpacking(db);
}
