import { z } from "zod";

const count = z.number();
const ratio = z.number().nullable();

/**
 * The metrics of every report. A ratio with a zero denominator is null. Conversions are credited,
 * so they can be fractions; money is micros of the advertiser's currency.
 */
export const metricsSchema = z.object({
  bidRequests: count,
  impressions: count,
  viewableImpressions: count,
  clicks: count,
  /** Clicks with no earlier impression of the same user and campaign inside the click window. */
  orphanClicks: count,
  /** clicks / impressions */
  ctr: ratio,
  conversions: count,
  postClickConversions: count,
  postViewConversions: count,
  /** Conversions with no touch inside the campaign's windows; not part of `conversions`. */
  unattributedConversions: count,
  /** conversions / clicks */
  cvr: ratio,
  costMicros: count,
  /** cost per thousand impressions */
  cpmMicros: ratio,
  cpcMicros: ratio,
  cpaMicros: ratio,
  revenueMicros: count,
  /** revenue / cost */
  roas: ratio,
  /** Users with at least one impression; counted, never summed. Null where a grouping has none. */
  reach: count.nullable(),
  /** impressions / reach */
  frequency: ratio,
  /** impressions that carry an auction id / bid requests */
  winRate: ratio,
  /** Invalid impressions and clicks, whichever `traffic` was asked for. */
  filtered: count,
});
export type Metrics = z.infer<typeof metricsSchema>;
