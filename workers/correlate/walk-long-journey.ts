import { maxTouches } from "@/lib/attribution/attribute";
import { JourneyWalk, type PairResult } from "@/lib/attribution/correlate-pair";
import { type CampaignRules, compareJourney, dayMs } from "@/lib/attribution/journey";
import type { JourneyPlace } from "@/lib/storage/correlation/journey-row";
import { loadJourneySeed } from "@/lib/storage/correlation/load-journey-seed";
import { loadJourneySlice } from "@/lib/storage/correlation/load-journey-slice";
import type { Database } from "@/lib/storage/prisma";
import { ResultWriter, type TouchedBy } from "./write-results";

/** A journey of which everything after a place and up to `until` has still to be worked out. */
export interface LongJourney {
  userKey: string;
  campaignId: string;
  rules: CampaignRules;
  after: JourneyPlace;
  /** Epoch milliseconds, inclusive. */
  until: number;
}

/**
 * Works the next slice of a long journey out and writes what changed. It starts from the few earlier
 * events that matter, so memory and transaction stay bounded however long the journey is.
 * @returns what is left, or undefined at the end
 */
export async function walkLongJourney(
  db: Database,
  touchedBy: TouchedBy,
  journey: LongJourney,
  limit: number,
): Promise<LongJourney | undefined> {
  const { userKey, campaignId, rules, after, until } = journey;
  const walk = new JourneyWalk(rules);
  const seed = await loadJourneySeed(db, {
    userKey,
    campaignId,
    upTo: after,
    clickWindowMs: rules.clickWindowDays * dayMs,
    viewWindowMs: rules.viewWindowDays * dayMs,
    touches: maxTouches,
  });
  const past: PairResult = { clicks: [], credits: [] };
  for (const event of seed.toSorted(compareJourney)) walk.step(event, past);
  const slice = await loadJourneySlice(db, { userKey, campaignId, after, until, limit });
  const result: PairResult = { clicks: [], credits: [] };
  for (const event of slice) walk.step(event, result);
  const writer = new ResultWriter(db, touchedBy);
  await writer.add(campaignId, result);
  await writer.finish();
  const last = slice.at(-1);
  return last && slice.length === limit ? { ...journey, after: last } : undefined;
}
