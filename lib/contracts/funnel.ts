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
 * - impressions: `no_auction` (matched to no bid request, without an auction id), `unknown_auction` (there is no bid
 *   request of its auction id); wins and these add up to the impressions
 * - viewable: `not_measured`, `not_viewable`; viewable and these add up to the impressions
 * - clicks: `orphan` clicks without an impression
 * - conversions: `post_view` those that followed no click, `unattributed`, `repeated_order`
 * - of every step: `invalid_traffic`, by rule where that is known, where net is asked for
 * - wins, clicks, conversions: `outside`, by how many they are more than the step before can account for: several of
 *   one event, of events before the range, of bid requests that named no campaign. Only then can a rate be above 1
 *   (or by `orphan` and `post_view`, which rates count as the report's CTR and CVR do).
 */
export const funnelReasonSchema = z.enum([
  "no_impression",
  "no_auction",
  "unknown_auction",
  "not_measured",
  "not_viewable",
  "orphan",
  "post_view",
  "unattributed",
  "repeated_order",
  "invalid_traffic",
  "outside",
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
