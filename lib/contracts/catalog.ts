import { z } from "zod";
import {
  askableTimeMessage,
  currencySchema,
  externalIdSchema,
  isAskableTime,
  microsSchema,
  textSchema,
  timeZoneSchema,
} from "./primitives";

export const attributionModelSchema = z.enum(["last_touch", "first_touch", "linear", "time_decay", "position"]);
export type AttributionModel = z.infer<typeof attributionModelSchema>;

const windowDaysSchema = z.number().int().min(0).max(90);
const flightDaySchema = z.iso.date().refine(isAskableTime, askableTimeMessage);

export const advertiserSchema = z.object({
  id: externalIdSchema,
  name: textSchema(200),
  timeZone: timeZoneSchema.default("UTC"),
  currency: currencySchema.default("USD"),
});

export const campaignSchema = z
  .object({
    id: externalIdSchema,
    advertiserId: externalIdSchema,
    name: textSchema(200),
    startsOn: flightDaySchema.nullish(),
    endsOn: flightDaySchema.nullish(),
    budgetMicros: microsSchema.nullish(),
    pricing: z.enum(["cpm", "cpc", "cpa"]).default("cpm"),
    priceMicros: microsSchema.default(0),
    clickWindowDays: windowDaysSchema.default(30),
    viewWindowDays: windowDaysSchema.default(1),
    attributionModel: attributionModelSchema.default("last_touch"),
  })
  .refine((campaign) => !campaign.startsOn || !campaign.endsOn || campaign.endsOn >= campaign.startsOn, {
    path: ["endsOn"],
    message: "must not be before startsOn",
  });

export const creativeSchema = z.object({
  id: externalIdSchema,
  campaignId: externalIdSchema,
  name: textSchema(200),
  format: textSchema(64).default("unknown"),
});

/** `PUT /api/catalog`: upserts by id; at most 10,000 entries of each noun in one request. */
export const catalogSchema = z.object({
  advertisers: z.array(advertiserSchema).max(10_000).default([]),
  campaigns: z.array(campaignSchema).max(10_000).default([]),
  creatives: z.array(creativeSchema).max(10_000).default([]),
});
export type Catalog = z.infer<typeof catalogSchema>;

const upsertCountsSchema = z.object({ created: z.number().int(), updated: z.number().int() });

/** What `PUT /api/catalog` answers: of the entries sent, how many were new and how many were there. */
export const catalogResultSchema = z.object({
  advertisers: upsertCountsSchema,
  campaigns: upsertCountsSchema,
  creatives: upsertCountsSchema,
});
export type CatalogResult = z.infer<typeof catalogResultSchema>;

/** Where records without a known campaign are kept, when their source says `create`. */
export const unassignedId = "unassigned";
