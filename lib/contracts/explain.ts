import { z } from "zod";
import { reportQuerySchema } from "./reports";

/** The metrics that can be taken apart: the counts. A ratio is opened as its two counts. */
export const explainedMetricSchema = z.enum(["impressions", "clicks", "conversions", "bidRequests"]);
export type ExplainedMetric = z.infer<typeof explainedMetricSchema>;

/** `GET /api/campaigns/{id}/explain` */
export const explainQuerySchema = reportQuerySchema
  .pick({ from: true, to: true, timeZone: true, model: true })
  .extend({ metric: explainedMetricSchema });
export type ExplainQuery = z.infer<typeof explainQuerySchema>;

const count = z.number().int().nonnegative();

/**
 * Where a campaign's figure comes from, by event time: received = counted + unattributed + filtered +
 * duplicate + rejected. Rejects are those that named the campaign and a time that can be read.
 */
export const explainSchema = z.object({
  metric: explainedMetricSchema,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  timeZone: z.string(),
  received: count,
  /** The same event again, or another conversion of the same order. */
  duplicate: count,
  /** Of those: valid conversions that are stored, of an order that another one counts for. Invalid ones are filtered. */
  repeatedOrders: count,
  rejected: count,
  filtered: count,
  /** Net. Of conversions: those that are credited to a touch. */
  counted: count,
  /** Of those that are stored: arrived more than an hour after they happened. */
  late: count,
  /** Conversions without a touch inside the windows; 0 for other metrics. */
  unattributed: count,
  filteredBy: z.array(z.object({ rule: z.string(), count })),
  rejectedBy: z.array(
    z.object({ reason: z.string(), field: z.string().nullable(), count, issueId: z.string(), source: z.string() }),
  ),
  /** Those that sent the campaign events of the metric, or rejects, in the range; by name. */
  sources: z.array(z.object({ source: z.string(), sourceName: z.string() })),
});
export type Explain = z.infer<typeof explainSchema>;
