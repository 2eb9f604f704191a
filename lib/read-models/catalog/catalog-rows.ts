import { z } from "zod";
import { attributionModelSchema } from "@/lib/contracts/catalog";

/*
 * What stands in the catalogue's tables. Looser than what people may send: a record of a source
 * that creates unknown references has made entries from ids of its own.
 */

export const advertiserRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
});

export const campaignRowSchema = z.object({
  id: z.string(),
  advertiserId: z.string(),
  name: z.string(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  budgetMicros: z.number().nullable(),
  pricing: z.enum(["cpm", "cpc", "cpa"]),
  priceMicros: z.number(),
  clickWindowDays: z.number(),
  viewWindowDays: z.number(),
  attributionModel: attributionModelSchema,
});

export const creativeRowSchema = z.object({
  id: z.string(),
  campaignId: z.string(),
  name: z.string(),
  format: z.string(),
});
