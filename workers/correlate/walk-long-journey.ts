import { maxTouches } from "@/lib/attribution/attribute";
import { JourneyWalk, type PairResult } from "@/lib/attribution/correlate-pair";
import { compareJourney, dayMs } from "@/lib/attribution/journey";
import type { JourneyPlace } from "@/lib/storage/correlation/journey-row";
import { loadJourneySeed } from "@/lib/storage/correlation/load-journey-seed";
import { loadJourneySlice } from "@/lib/storage/correlation/load-journey-slice";
import type { Database } from "@/lib/storage/prisma";
import { loadRules } from "./load-rules";
import { OrderBook, orderedOf } from "./orders/order-book";
import { ResultWriter, type TouchedBy } from "./write-results";

/** A journey of which everything after a place and up to `until` has still to be worked out. */
export interface LongJourney {
  userKey: string;
  campaignId: string;
  after: JourneyPlace;
  /** Epoch milliseconds, inclusive. */
  until: number;
}

/**
 * Works the next slice of a long journey out and writes what changed. It starts from the few earlier
 * events that matter, so memory and transaction stay bounded however long the journey is.
 * @returns what is left, or undefined at the end; and whether messages were left in the outbox
 */
export async function walkLongJourney(
  db: Database,
  touchedBy: TouchedBy,
  journey: LongJourney,
  limit: number,
): Promise<{ rest: LongJourney | undefined; hasMessages: boolean }> {
  const { userKey, campaignId, after, until } = journey;
  const rules = (await loadRules(db, [campaignId]))(campaignId);
  const seed = await loadJourneySeed(db, {
    userKey,
    campaignId,
    upTo: after,
    clickWindowMs: rules.clickWindowDays * dayMs,
    viewWindowMs: rules.viewWindowDays * dayMs,
    touches: maxTouches,
  });
  const slice = await loadJourneySlice(db, { userKey, campaignId, after, until, limit });
  const orders = await OrderBook.open(db, orderedOf(campaignId, slice, after.at));
  const walk = new JourneyWalk(rules, (conversion) => orders.isRepeat(campaignId, conversion));
  const past: PairResult = { clicks: [], credits: [] };
  for (const event of seed.toSorted(compareJourney)) walk.step(event, past);
  const result: PairResult = { clicks: [], credits: [] };
  for (const event of slice) walk.step(event, result);
  const writer = new ResultWriter(db, touchedBy);
  await writer.add(campaignId, result);
  await writer.finish();
  const hasMessages = await orders.close(touchedBy);
  const last = slice.at(-1);
  return { rest: last && slice.length === limit ? { ...journey, after: last } : undefined, hasMessages };
}
