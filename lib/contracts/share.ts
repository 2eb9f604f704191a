import { z } from "zod";
import { externalIdSchema, textSchema } from "./primitives";
import { reportModelSchema, trafficSchema } from "./reports";

export const shareDimensionSchema = z.enum(["creative", "site", "device", "country"]);

/** Days of the advertiser's calendar, both included; or the last so many days, today among them. */
const shareRangeSchema = z.union([
  z.object({ from: z.iso.date(), to: z.iso.date() }).refine(({ from, to }) => from <= to, "from must not be after to"),
  z.object({ lastDays: z.number().int().min(1).max(366) }),
]);

/** What a report shows, and nothing else can be asked of it. */
export const reportSettingsSchema = z.object({
  range: shareRangeSchema,
  traffic: trafficSchema.default("net"),
  model: reportModelSchema.default("campaign"),
  breakdowns: z.array(shareDimensionSchema).max(4).default(["creative", "device", "country"]),
  /** Cost, revenue and what is made of them. */
  showMoney: z.boolean().default(true),
});
export type ReportSettings = z.infer<typeof reportSettingsSchema>;

/** `GET /api/campaigns/{id}/report`: the settings as a query. */
export const reportDocumentQuerySchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  traffic: trafficSchema.default("net"),
  model: reportModelSchema.default("campaign"),
});

/** `POST /api/share-links` */
export const shareInputSchema = z.object({
  campaignId: externalIdSchema,
  name: textSchema(120),
  settings: reportSettingsSchema,
  expiresInDays: z.number().int().min(1).max(365).default(30),
});
export type ShareInput = z.infer<typeof shareInputSchema>;

export const shareLinkSchema = z.object({
  id: z.string(),
  campaignId: z.string(),
  name: z.string(),
  settings: reportSettingsSchema,
  /** Who made it, by email. */
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  openedAt: z.iso.datetime().nullable(),
  openedCount: z.number().int(),
});
export type ShareLink = z.infer<typeof shareLinkSchema>;

/** `GET /api/share-links`: those that work, the newest first. */
export const shareListSchema = z.object({ links: z.array(shareLinkSchema) });

/** The address is told once: the token behind `#` is not kept, and no server and no log sees it. */
export const createdShareSchema = z.object({ link: shareLinkSchema, url: z.string() });
export type CreatedShare = z.infer<typeof createdShareSchema>;

export const shareQuerySchema = z.object({ campaignId: externalIdSchema });

/** `POST /api/shared` */
export const sharedTokenSchema = z.object({ token: z.string().min(1).max(200) });

const money = z.number().nullable();
const figures = {
  impressions: z.number(),
  clicks: z.number(),
  ctr: z.number().nullable(),
  conversions: z.number(),
  /** Null where money is not shown. */
  costMicros: money,
};

/** A report to be read by a client, on screen or on paper: figures, no way to anything else. */
export const reportDocumentSchema = z.object({
  campaignName: z.string(),
  advertiserName: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  /** Calendar dates, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  traffic: trafficSchema,
  showMoney: z.boolean(),
  totals: z.object({
    ...figures,
    cvr: z.number().nullable(),
    reach: z.number().nullable(),
    frequency: z.number().nullable(),
    cpmMicros: money,
    cpaMicros: money,
    revenueMicros: money,
    roas: money,
  }),
  days: z.array(z.object({ at: z.iso.datetime(), ...figures })),
  breakdowns: z.array(
    z.object({
      dimension: shareDimensionSchema,
      /** The largest, at most ten. */
      rows: z.array(z.object({ name: z.string(), ...figures })),
      /** How many there are in all. */
      groups: z.number().int(),
    }),
  ),
  /** Something was wrong with the data of some days; figures may change. */
  isIncomplete: z.boolean(),
  asOf: z.iso.datetime(),
});
export type ReportDocument = z.infer<typeof reportDocumentSchema>;

/** `POST /api/shared` */
export const sharedReportSchema = z.object({
  name: z.string(),
  expiresAt: z.iso.datetime(),
  report: reportDocumentSchema,
});
export type SharedReport = z.infer<typeof sharedReportSchema>;
