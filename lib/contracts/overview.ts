import { z } from "zod";
import { pacingStateSchema } from "./pacing";

/** Net figures by each campaign's own model. */
export const overviewFiguresSchema = z.object({
  impressions: z.number(),
  clicks: z.number(),
  conversions: z.number(),
  costMicros: z.number(),
  revenueMicros: z.number(),
});
export type OverviewFigures = z.infer<typeof overviewFiguresSchema>;
export type OverviewMetric = keyof OverviewFigures;

const ofCampaign = { campaignId: z.string(), campaignName: z.string(), advertiserName: z.string() };

/** A figure of yesterday that is far from what the seven days before it were. */
export const moveSchema = z.object({
  ...ofCampaign,
  currency: z.string(),
  metric: z.enum(["impressions", "clicks", "conversions", "costMicros"]),
  /** Yesterday, by the advertiser's calendar. */
  day: z.iso.date(),
  now: z.number(),
  /** The mean of the seven days before. */
  usual: z.number(),
  /** How many standard deviations lie between them, if events come independently (Poisson). */
  deviation: z.number(),
});
export type Move = z.infer<typeof moveSchema>;

/** What somebody should look at, the most pressing first. */
export const needSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("incident"), alertId: z.string(), title: z.string(), severity: z.string() }),
  /** It runs, and had no impression yesterday or today. */
  z.object({ kind: z.literal("silent"), ...ofCampaign }),
  z.object({ kind: z.literal("pacing"), ...ofCampaign, state: pacingStateSchema, pace: z.number().nullable() }),
  z.object({ kind: z.literal("ending"), ...ofCampaign, endsOn: z.iso.date() }),
]);
export type Need = z.infer<typeof needSchema>;

/** `GET /api/overview`: the morning of an account manager, days by each advertiser's own calendar. */
export const overviewSchema = z.object({
  advertisers: z.array(
    z.object({
      advertiserId: z.string(),
      name: z.string(),
      currency: z.string(),
      timeZone: z.string(),
      campaigns: z.number().int(),
      liveCampaigns: z.number().int(),
      yesterday: overviewFiguresSchema,
      dayBefore: overviewFiguresSchema,
      /** The same weekday a week before yesterday. */
      weekBefore: overviewFiguresSchema,
      monthToDate: overviewFiguresSchema,
      /** Of the last 14 whole days, the oldest first. */
      costTrend: z.array(z.number()),
      /** Conversions of so many days may still come: the longest attribution window of what runs; 0 without any. */
      settlingDays: z.number().int(),
    }),
  ),
  moves: z.array(moveSchema),
  needs: z.array(needSchema),
  /** More than are listed. */
  moreNeeds: z.number().int(),
  asOf: z.iso.datetime(),
});
export type Overview = z.infer<typeof overviewSchema>;
