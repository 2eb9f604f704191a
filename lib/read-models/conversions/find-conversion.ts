import { z } from "zod";
import { attributionModelSchema } from "@/lib/contracts/catalog";
import { externalIdSchema } from "@/lib/contracts/primitives";
import { AppError } from "@/lib/errors";
import { inScope } from "@/lib/read-models/in-scope";
import type { ReportScope } from "@/lib/scope";
import { type Database, Prisma } from "@/lib/storage/prisma";

const keysSchema = z.array(z.object({ at: z.date() }));

const rowsSchema = z.array(
  z.object({
    eventId: z.string(),
    occurredAt: z.date(),
    receivedAt: z.date(),
    batchId: z.string(),
    userKey: z.string(),
    campaignId: z.string(),
    campaignName: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    conversionType: z.string(),
    valueMicros: z.bigint(),
    orderId: z.string().nullable(),
    creativeId: z.string().nullable(),
    site: z.string().nullable(),
    device: z.string(),
    country: z.string(),
    filterReason: z.string().nullable(),
    model: attributionModelSchema,
    clickWindowDays: z.number().int(),
    viewWindowDays: z.number().int(),
    pricing: z.enum(["cpm", "cpc", "cpa"]),
    priceMicros: z.bigint(),
  }),
);
export type StoredConversion = z.infer<typeof rowsSchema>[number];

/**
 * Finds a conversion by its event id, with the rules of its campaign. An id knows neither campaign nor chunk: its
 * key tells the time, so that one chunk is asked, by an index probe for each campaign.
 * @param occurredAt of several conversions that used the id, the one of this time; else the latest to use it
 * @throws AppError `not_found`
 */
export async function findConversion(
  scope: ReportScope,
  db: Database,
  eventId: string,
  occurredAt: string | undefined,
): Promise<StoredConversion> {
  const at = occurredAt === undefined ? await timeOf(db, eventId) : new Date(occurredAt);
  const [found] = at ? await rowsAt(scope, db, eventId, at) : [];
  if (found) return found;
  const when = occurredAt === undefined ? "" : " at this time";
  throw new AppError(
    "not_found",
    `There is no conversion with this event id${when}, or it is older than events are kept.`,
  );
}

async function timeOf(db: Database, eventId: string): Promise<Date | undefined> {
  if (!externalIdSchema.safeParse(eventId).success) return undefined;
  const rows = await db.$queryRaw`
    select occurred_at as at from event_key where kind = 'conversion' and event_id = ${eventId}`;
  return keysSchema.parse(rows)[0]?.at;
}

async function rowsAt(scope: ReportScope, db: Database, eventId: string, at: Date): Promise<StoredConversion[]> {
  if (!externalIdSchema.safeParse(eventId).success || Number.isNaN(at.getTime())) return [];
  // a constant, so that the planner leaves the other chunks out
  const instant = Prisma.sql`${at.toISOString()}::timestamptz`;
  const rows = await db.$queryRaw`
    select c.event_id as "eventId", c.occurred_at as "occurredAt", c.received_at as "receivedAt",
      c.batch_id as "batchId", c.user_key::text as "userKey", c.campaign_id as "campaignId",
      campaign.name as "campaignName", advertiser.currency, advertiser.time_zone as "timeZone",
      c.conversion_type as "conversionType", c.value_micros as "valueMicros", c.order_id as "orderId",
      c.creative_id as "creativeId", c.site, c.device, c.country, c.filter_reason as "filterReason",
      campaign.attribution_model as model, campaign.click_window_days as "clickWindowDays",
      campaign.view_window_days as "viewWindowDays", campaign.pricing, campaign.price_micros as "priceMicros"
    from (
      select * from conversion
      where campaign_id = any(array(select id from campaign where ${inScope(scope, Prisma.sql`advertiser_id`)})) and occurred_at = ${instant} and event_id = ${eventId}
      limit 1
    ) c
    join campaign on campaign.id = c.campaign_id
    join advertiser on advertiser.id = campaign.advertiser_id`;
  return rowsSchema.parse(rows);
}
