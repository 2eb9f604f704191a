import { z } from "zod";
import { pacingStateSchema } from "./pacing";
import { reportQuerySchema } from "./reports";

/** The query of a report that is only read on screen. */
export const trendsQuerySchema = reportQuerySchema.omit({ format: true });
export type TrendsQuery = z.infer<typeof trendsQuerySchema>;

/** `GET /api/campaigns/pacing` */
export const campaignPacingQuerySchema = reportQuerySchema.pick({ advertiserId: true });

const figures = z.array(z.number());

/**
 * `GET /api/campaigns/trends`: the course of every campaign's figures in the range, for sparklines. Arrays, since
 * there are thousands of them; each has one figure a point, the oldest first. A campaign without an event is left out.
 */
export const campaignTrendsSchema = z.object({
  /** Where each point begins. */
  starts: z.array(z.iso.datetime()),
  /** Days that a point stands for: one, more where there would be too many points. */
  daysPerPoint: z.number().int(),
  timeZone: z.string(),
  series: z.array(
    z.object({
      campaignId: z.string(),
      impressions: figures,
      clicks: figures,
      conversions: figures,
      costMicros: figures,
    }),
  ),
  asOf: z.iso.datetime(),
});
export type CampaignTrends = z.infer<typeof campaignTrendsSchema>;

/**
 * `GET /api/campaigns/pacing`: how every campaign with a budget and a flight is doing, by the definitions of
 * `GET /api/campaigns/{id}/pacing`.
 */
export const campaignPacingSchema = z.object({
  rows: z.array(
    z.object({
      campaignId: z.string(),
      state: pacingStateSchema,
      /** spent / even spread; null before the flight begins. */
      pace: z.number().nullable(),
      spentMicros: z.number(),
      flightDays: z.number().nullable(),
      elapsedDays: z.number().nullable(),
    }),
  ),
  asOf: z.iso.datetime(),
});
export type CampaignPacing = z.infer<typeof campaignPacingSchema>;
