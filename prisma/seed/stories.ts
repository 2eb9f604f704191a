import type { CampaignPlan } from "./plan";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OUTAGE_HOURS = 6;
const HELD_BACK_DAYS = 3;
/** By then the files are loaded, and their days have had their first reports. */
const HELD_BACK_UNTIL_MS = 6 * 60_000;

/** What is planted in the data on purpose, so that charts and monitors have something to find. */
export interface Stories {
  /** The tag's silence: everything it would have sent in here is lost. `to` is exclusive. */
  outage: { fromMs: number; toMs: number };
  /** What one of the partner's machines recorded comes only at `sentMs`: days that are over are restated. */
  heldBack: { fromMs: number; toMs: number; sentMs: number };
  /** Multiplies the share of auctions that a campaign wins. */
  winFactor(plan: CampaignPlan, atMs: number): number;
  /** Multiplies a campaign's click rate. */
  clickFactor(plan: CampaignPlan, atMs: number): number;
}

/**
 * Lays the stories around `nowMs`: six days ago the tag is silent from 13:00 to 19:00 UTC; one campaign wins a
 * fifth of its auctions since nine days; one campaign's click rate falls to a quarter over the last twelve days; one of
 * the partner's machines holds three days back, from five days ago on, until the demo has run for six minutes.
 */
export function createStories(nowMs: number): Stories {
  const fromMs = Math.floor((nowMs - 6 * DAY_MS) / DAY_MS) * DAY_MS + 13 * HOUR_MS;
  const heldFromMs = Math.floor((nowMs - 5 * DAY_MS) / DAY_MS) * DAY_MS;
  return {
    outage: { fromMs, toMs: fromMs + OUTAGE_HOURS * HOUR_MS },
    heldBack: { fromMs: heldFromMs, toMs: heldFromMs + HELD_BACK_DAYS * DAY_MS, sentMs: nowMs + HELD_BACK_UNTIL_MS },
    winFactor: (plan, atMs) => (plan.story === "under-delivers" && atMs > nowMs - 9 * DAY_MS ? 0.2 : 1),
    clickFactor: (plan, atMs) => {
      if (plan.story !== "ctr-falls") return 1;
      const progress = (atMs - (nowMs - 12 * DAY_MS)) / (12 * DAY_MS);
      return 1 - 0.75 * Math.min(1, Math.max(0, progress));
    },
  };
}
