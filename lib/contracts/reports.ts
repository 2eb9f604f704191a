import { z } from "zod";
import { attributionModelSchema } from "./catalog";
import { metricsSchema } from "./metrics";
import { externalIdSchema, timeZoneSchema } from "./primitives";

export const trafficSchema = z.enum(["net", "gross"]);
export const bucketSchema = z.enum(["15m", "hour", "day", "none"]);
export const groupBySchema = z.enum(["none", "creative", "site", "device", "country"]);
/** `campaign`: the model that each campaign has set for itself. */
export const reportModelSchema = z.union([z.literal("campaign"), attributionModelSchema]);

/** An ISO time with an offset, or a date in the report's time zone. */
const boundSchema = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** The query that all reports share; API.md, "Reports". `to` is exclusive; as a date it is the last day. */
export const reportQuerySchema = z.object({
  from: boundSchema.optional(),
  to: boundSchema.optional(),
  timeZone: timeZoneSchema.optional(),
  traffic: trafficSchema.default("net"),
  model: reportModelSchema.default("campaign"),
  advertiserId: externalIdSchema.optional(),
  format: z.enum(["json", "csv"]).default("json"),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;

const groupsMessage = 'must be a JSON array of 1 to 50 values, such as ["a.example"]';

/** Only these groups of `groupBy`, as a JSON array: ids of creatives hold any character. */
const groupsSchema = z
  .string()
  .max(16_000)
  .transform((text, context) => {
    const values = z.array(z.string().min(1).max(600)).min(1).max(50).safeParse(jsonOf(text));
    if (values.success) return values.data;
    context.addIssue({ code: "custom", message: groupsMessage });
    return z.NEVER;
  });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `site:example.com`: only what was counted for one creative, site, device or country. */
export const reportFilterSchema = z
  .string()
  .max(600)
  .regex(/^(creative|site|device|country):./su, "must be a dimension and a value, such as site:example.com")
  .transform((text) => {
    const at = text.indexOf(":");
    return {
      dimension: text.slice(0, at) as Exclude<z.infer<typeof groupBySchema>, "none">,
      value: text.slice(at + 1),
    };
  });
export type ReportFilter = z.infer<typeof reportFilterSchema>;

export const performanceQuerySchema = reportQuerySchema.extend({
  bucket: bucketSchema.default("day"),
  groupBy: groupBySchema.default("none"),
  /** Together with `groupBy` only of the same dimension: no aggregate knows two. */
  filter: reportFilterSchema.optional(),
  groups: groupsSchema.optional(),
});
export type PerformanceQuery = z.infer<typeof performanceQuerySchema>;

export const campaignRowSchema = metricsSchema.extend({
  campaignId: z.string(),
  name: z.string(),
  advertiserId: z.string(),
  advertiserName: z.string(),
  currency: z.string(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  budgetMicros: z.number().nullable(),
  pricing: z.enum(["cpm", "cpc", "cpa"]),
});
export type CampaignRow = z.infer<typeof campaignRowSchema>;

/** `totals.costMicros` and other money is null when the rows are of several currencies. */
export const totalsSchema = metricsSchema.extend({
  costMicros: z.number().nullable(),
  revenueMicros: z.number().nullable(),
});

/** `GET /api/campaigns` */
export const campaignListSchema = z.object({
  rows: z.array(campaignRowSchema),
  totals: totalsSchema,
  /** The currency of the totals; null when the rows have several. */
  currency: z.string().nullable(),
  timeZone: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  asOf: z.iso.datetime(),
});
export type CampaignList = z.infer<typeof campaignListSchema>;

export const incidentSchema = z.object({
  alertId: z.string(),
  title: z.string(),
  severity: z.enum(["critical", "warning", "info"]),
  metrics: z.array(z.string()),
});

export const performanceRowSchema = metricsSchema.extend({
  /** Start of the bucket; null for `bucket=none`. */
  bucket: z.iso.datetime().nullable(),
  /** The creative's id, the site, the device or the country; null for `groupBy=none`. */
  group: z.string().nullable(),
  /** What to show for the group: a creative's name. */
  groupName: z.string().nullable(),
});

/** `GET /api/campaigns/{id}/performance` */
export const performanceSchema = z.object({
  campaign: z.object({
    campaignId: z.string(),
    name: z.string(),
    advertiserId: z.string(),
    advertiserName: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    budgetMicros: z.number().nullable(),
    pricing: z.enum(["cpm", "cpc", "cpa"]),
    attributionModel: attributionModelSchema,
  }),
  rows: z.array(performanceRowSchema),
  totals: metricsSchema,
  timeZone: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  asOf: z.iso.datetime(),
  incidents: z.array(incidentSchema),
});
export type Performance = z.infer<typeof performanceSchema>;
