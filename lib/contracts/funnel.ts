import { z } from "zod";
import { reportQuerySchema } from "./reports";

/** `GET /api/campaigns/{id}/funnel` */
export const funnelQuerySchema = reportQuerySchema.pick({
  from: true,
  to: true,
  timeZone: true,
  traffic: true,
  model: true,
  format: true,
});
export type FunnelQuery = z.infer<typeof funnelQuerySchema>;

export const funnelStepNameSchema = z.enum([
  "bid_requests",
  "wins",
  "impressions",
  "viewable",
  "clicks",
  "conversions",
]);

/**
 * Why events of a step are not part of the next, or came into it from elsewhere:
 * - wins: `no_impression` bid requests that no impression was matched to
 * - impressions: `no_auction` (no auction id), `unknown_auction` (no bid request of that id)
 * - viewable: `not_measured`, `not_viewable`
 * - clicks: `orphan` clicks without an impression
 * - conversions: `unattributed`, `repeated_order`
 * - of every step: `invalid_traffic`, by rule, where net is asked for
 */
export const funnelReasonSchema = z.enum([
  "no_impression",
  "no_auction",
  "unknown_auction",
  "not_measured",
  "not_viewable",
  "orphan",
  "unattributed",
  "repeated_order",
  "invalid_traffic",
]);

export const funnelSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  timeZone: z.string(),
  steps: z.array(
    z.object({
      step: funnelStepNameSchema,
      count: z.number(),
      /** Of what the rate is: wins of bid requests, viewable of measured impressions, clicks of impressions, conversions of clicks; null: of nothing. */
      rate: z.number().nullable(),
      reasons: z.array(z.object({ reason: funnelReasonSchema, rule: z.string().nullable(), count: z.number() })),
    }),
  ),
});
export type Funnel = z.infer<typeof funnelSchema>;

/** `GET /api/campaigns/{id}/conversion-types`: conversions as they came, whoever they are credited to. */
export const conversionTypesQuerySchema = reportQuerySchema.pick({
  from: true,
  to: true,
  timeZone: true,
  traffic: true,
  format: true,
});
export type ConversionTypesQuery = z.infer<typeof conversionTypesQuerySchema>;

export const conversionTypesSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  timeZone: z.string(),
  /** The most first. */
  rows: z.array(z.object({ conversionType: z.string(), conversions: z.number(), valueMicros: z.number() })),
});
export type ConversionTypes = z.infer<typeof conversionTypesSchema>;
