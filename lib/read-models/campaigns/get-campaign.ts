import { z } from "zod";
import { attributionModelSchema } from "@/lib/contracts/catalog";
import { externalIdSchema } from "@/lib/contracts/primitives";
import type { Performance } from "@/lib/contracts/reports";
import { AppError } from "@/lib/errors";
import { inScope } from "@/lib/read-models/in-scope";
import type { ReportScope } from "@/lib/scope";
import { type Database, Prisma } from "@/lib/storage/prisma";

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
  }),
);

/**
 * Reads one campaign of the catalogue with what it takes from its advertiser.
 * @param advertiserId when given, the campaign must be this advertiser's
 * @throws AppError `not_found`, also for a campaign outside of the scope
 */
export async function getCampaign(
  scope: ReportScope,
  db: Database,
  campaignId: string,
  advertiserId?: string,
): Promise<Performance["campaign"]> {
  // an id that cannot be is not asked for: PostgreSQL refuses some of them, such as a NUL
  if (!externalIdSchema.safeParse(campaignId).success) throw notFound();
  const [campaign] = rowsSchema.parse(
    await db.$queryRaw`
      select campaign.id as "campaignId", campaign.name, advertiser.id as "advertiserId",
        advertiser.name as "advertiserName", advertiser.currency, advertiser.time_zone as "timeZone",
        campaign.starts_on::text as "startsOn", campaign.ends_on::text as "endsOn",
        campaign.budget_micros::float8 as "budgetMicros", campaign.pricing,
        campaign.attribution_model as "attributionModel"
      from campaign join advertiser on advertiser.id = campaign.advertiser_id
      where campaign.id = ${campaignId} and advertiser.id = coalesce(${advertiserId ?? null}::text, advertiser.id)
        and ${inScope(scope, Prisma.sql`advertiser.id`)}`,
  );
  if (!campaign) throw notFound();
  return campaign;
}

function notFound(): AppError {
  return new AppError("not_found", "There is no campaign with this id; GET /api/campaigns lists them.");
}
