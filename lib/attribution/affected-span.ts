import { type CampaignRules, dayMs } from "./journey";

/** Event times in epoch milliseconds, all inclusive. */
export interface AffectedSpan {
  /** The earliest event that can matter to an answer that can change. */
  lookFrom: number;
  /** Clicks and conversions from here … */
  from: number;
  /** … to here can have another answer now. */
  until: number;
}

/**
 * What events that touched [from, to] can change, and what must be known to say how.
 *
 * An impression changes clicks within the click window after it; a click changes conversions within the
 * click window after it, by its own credit or by the creative and site that it has from its impression: so
 * an impression reaches two click windows far. As a view it reaches one view window. Looking back it is the same.
 */
export function affectedSpan(touched: { from: number; to: number }, rules: CampaignRules): AffectedSpan {
  const reachMs = Math.max(2 * rules.clickWindowDays, rules.viewWindowDays) * dayMs;
  return { lookFrom: touched.from - reachMs, from: touched.from, until: touched.to + reachMs };
}
