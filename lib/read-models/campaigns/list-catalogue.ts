import { z } from "zod";
import { attributionModelSchema } from "@/lib/contracts/catalog";
import { AppError } from "@/lib/errors";
import { inScope } from "@/lib/read-models/in-scope";
import type { ReportScope } from "@/lib/scope";
import { type Database, Prisma } from "@/lib/storage/prisma";

/** Above so many the list has to be asked for one advertiser at a time. */
const maxCampaigns = 10_000;

const rowsSchema = z.array(
  z.object({
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
    /** The longer of the attribution windows: so long after a touch conversions may come. */
    windowDays: z.number().int(),
  }),
);
export type CatalogueCampaign = z.infer<typeof rowsSchema>[number];

/**
 * Lists the campaigns of the catalogue that are in the scope, of one advertiser or of all.
 * @throws AppError `invalid_request` when there are more than one list may have
 */
export async function listCatalogue(
  scope: ReportScope,
  db: Database,
  advertiserId: string | undefined,
): Promise<CatalogueCampaign[]> {
  const rows = rowsSchema.parse(
    await db.$queryRaw`
      select campaign.id as "campaignId", campaign.name, advertiser.id as "advertiserId",
        advertiser.name as "advertiserName", advertiser.currency, advertiser.time_zone as "timeZone",
        campaign.starts_on::text as "startsOn", campaign.ends_on::text as "endsOn",
        campaign.budget_micros::float8 as "budgetMicros", campaign.pricing,
        campaign.attribution_model as "attributionModel",
        greatest(campaign.click_window_days, campaign.view_window_days) as "windowDays"
      from campaign join advertiser on advertiser.id = campaign.advertiser_id
      where advertiser.id = coalesce(${advertiserId ?? null}::text, advertiser.id)
        and ${inScope(scope, Prisma.sql`advertiser.id`)}
      order by campaign.name, campaign.id
      limit ${maxCampaigns + 1}`,
  );
  if (rows.length <= maxCampaigns) return rows;
  const message = `There are more than ${maxCampaigns} campaigns; ask for one advertiser with advertiserId.`;
  throw new AppError("invalid_request", message, { issues: [{ path: "advertiserId", message }] });
}
