import { z } from "zod";
import { reportQuerySchema } from "./reports";

/**
 * The edges of conversion lag in hours: 1, 2, 3, 6, 12, then 1 to 90 days. A conversion's step is how many of
 * these its lag reaches; the aggregates `credit_by_touch_*` count by the same edges (its migration).
 */
export const lagEdgesHours: readonly number[] = [
  1,
  2,
  3,
  6,
  12,
  ...Array.from({ length: 90 }, (_, index) => 24 * (index + 1)),
];

const rangeQuerySchema = reportQuerySchema.pick({ from: true, to: true, timeZone: true, traffic: true });

/** `GET /api/campaigns/{id}/lag`: of the conversions credited (last touch) to touches of the range. */
export const lagQuerySchema = rangeQuerySchema;
export type LagQuery = z.infer<typeof lagQuerySchema>;

export const lagSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  timeZone: z.string(),
  conversions: z.number(),
  postClickConversions: z.number(),
  postViewConversions: z.number(),
  /** Within how many hours half and nine tenths of them came, upper bounds of a step; null without any. */
  medianHours: z.number().nullable(),
  p90Hours: z.number().nullable(),
  /** Steps with their conversions; without the empty ones after the last. */
  steps: z.array(
    z.object({
      fromHours: z.number(),
      /** Exclusive. */
      toHours: z.number(),
      postClickConversions: z.number(),
      postViewConversions: z.number(),
      /** Of all, up to the end of this step. */
      cumulativeShare: z.number(),
    }),
  ),
});
export type Lag = z.infer<typeof lagSchema>;

/** `GET /api/campaigns/{id}/days`: how final the figures of each day of touches are. */
export const daysQuerySchema = rangeQuerySchema;
export type DaysQuery = z.infer<typeof daysQuerySchema>;

/**
 * open: the day is not over. settling: conversions of its touches are still to be expected. closed: its windows
 * are over, or at least 99 % of what the curve tells have come.
 */
export const dayStateSchema = z.enum(["open", "settling", "closed"]);

export const daysSchema = z.object({
  timeZone: z.string(),
  /** What the curve was learned from: the campaign itself, else its advertiser, else everything; none: too few conversions. */
  curve: z.object({
    basis: z.enum(["campaign", "advertiser", "all", "none"]),
    conversions: z.number(),
    /** The share of conversions that came within so many hours after the touch; rising to 1. */
    points: z.array(z.object({ hours: z.number(), share: z.number() })),
  }),
  days: z.array(
    z.object({
      day: z.iso.date(),
      state: dayStateSchema,
      /** Conversions credited (last touch) to touches of this day, so far. */
      conversions: z.number(),
      /** Still to come of them; null where the curve cannot tell. */
      expected: z.number().nullable(),
      /** How much of the day's conversions should have come by now, 0 to 1; null where nobody knows. */
      settledShare: z.number().nullable(),
      /**
       * Figures restated of the advertiser's day of that date, in this traffic and, where they depend on a model,
       * the campaign's own.
       */
      restatements: z.number().int(),
      lastRestatedAt: z.iso.datetime().nullable(),
    }),
  ),
  asOf: z.iso.datetime(),
});
export type Days = z.infer<typeof daysSchema>;
