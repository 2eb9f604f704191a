import { z } from "zod";
import { attributionModelSchema } from "./catalog";
import { askableTimeMessage, isAskableTime } from "./primitives";
import { trafficSchema } from "./reports";

/** Figures whose change after the first report is logged; money in micros, conversions in millionths. */
export const restatedMetricSchema = z.enum([
  "bidRequests",
  "impressions",
  "viewableImpressions",
  "clicks",
  "orphanClicks",
  /** Of impressions and clicks. */
  "mediaCostMicros",
  "postClickMicros",
  "postViewMicros",
  "unattributedConversions",
  "revenueMicros",
  /** What conversions cost (`cpa`). */
  "creditCostMicros",
]);
export type RestatedMetric = z.infer<typeof restatedMetricSchema>;

/** Those that depend on the attribution model: kept for each. */
export const modelledMetrics: readonly RestatedMetric[] = [
  "postClickMicros",
  "postViewMicros",
  "unattributedConversions",
  "revenueMicros",
  "creditCostMicros",
];

export const restatementCauseSchema = z.enum(["late_data", "invalid_traffic", "replay", "erasure", "catalogue"]);
export type RestatementCause = z.infer<typeof restatementCauseSchema>;

const daySchema = z.iso.date().refine(isAskableTime, askableTimeMessage);

/** `GET /api/campaigns/{id}/restatements`, the newest first. */
export const restatementsQuerySchema = z.object({
  /** Days of the advertiser's calendar, both included. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  metric: restatedMetricSchema.optional(),
  traffic: trafficSchema.optional(),
  /** Figures without a model always; with one, those of this model only. `campaign`: the campaign's own. */
  model: z.union([z.literal("campaign"), attributionModelSchema]).optional(),
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  format: z.enum(["json", "csv"]).default("json"),
});
export type RestatementsQuery = z.infer<typeof restatementsQuerySchema>;

export const restatementSchema = z.object({
  id: z.string(),
  day: z.iso.date(),
  metric: restatedMetricSchema,
  traffic: trafficSchema,
  model: attributionModelSchema.nullable(),
  from: z.number(),
  to: z.number(),
  causes: z.array(restatementCauseSchema),
  sources: z.array(z.object({ source: z.string(), sourceName: z.string() })),
  at: z.iso.datetime(),
});
export type Restatement = z.infer<typeof restatementSchema>;

export const restatementsSchema = z.object({
  restatements: z.array(restatementSchema),
  timeZone: z.string(),
  nextCursor: z.string().nullable(),
});
export type Restatements = z.infer<typeof restatementsSchema>;
