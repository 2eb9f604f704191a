import type { TrafficParams } from "@/lib/contracts/traffic";

/** The clicks of a campaign on a UTC day. */
export interface ClickDay {
  clicks: number;
  /** Those that have an impression of the same user and campaign within the campaign's click window. */
  matched: number;
}

/**
 * Tells whether a campaign's impressions are measured on a day, so that a click without one is suspect:
 * there are enough clicks, and enough of them have their impression.
 */
export function isMeasured(
  { clicks, matched }: ClickDay,
  { minClicks, minMatchedShare }: TrafficParams["click_without_impression"],
): boolean {
  return clicks > 0 && clicks >= minClicks && matched / clicks >= minMatchedShare;
}
