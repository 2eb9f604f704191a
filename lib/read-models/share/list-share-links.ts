import { z } from "zod";
import { reportSettingsSchema, type ShareLink } from "@/lib/contracts/share";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import type { ReportScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";

const time = z.date().transform((at) => at.toISOString());

const rowsSchema = z.array(
  z.object({
    id: z.string(),
    campaignId: z.string(),
    name: z.string(),
    settings: reportSettingsSchema,
    createdBy: z.string(),
    createdAt: time,
    expiresAt: time,
    openedAt: time.nullable(),
    openedCount: z.number().int(),
  }),
);

const columns = Prisma.sql`
  share_link.id, campaign_id as "campaignId", share_link.name, settings, app_user.email as "createdBy",
  share_link.created_at as "createdAt", expires_at as "expiresAt", opened_at as "openedAt", opened_count as "openedCount"`;

/**
 * `GET /api/share-links`: the links of a campaign that have not ended, the newest first; never their tokens.
 * @throws AppError `not_found` for a campaign outside of the scope
 */
export async function listShareLinks(
  scope: ReportScope,
  campaignId: string,
  db: Database = getPrisma(),
): Promise<ShareLink[]> {
  await getCampaign(scope, db, campaignId);
  return rowsSchema.parse(
    await db.$queryRaw`
      select ${columns} from share_link join app_user on app_user.id = share_link.created_by
      where campaign_id = ${campaignId} and revoked_at is null and expires_at > now()
      order by share_link.created_at desc, share_link.id
      limit 200`,
  );
}

const foundSchema = z.array(
  z.object({
    id: z.string(),
    campaignId: z.string(),
    advertiserId: z.string(),
    name: z.string(),
    settings: reportSettingsSchema,
    expiresAt: z.date(),
    creatorId: z.string(),
  }),
);
export type FoundShareLink = z.infer<typeof foundSchema>[number];

/** The link of a token, if it works: it is neither revoked nor over. What it shows is for its maker's access to say. */
export async function findShareLink(tokenHash: string, db: Database = getPrisma()): Promise<FoundShareLink | null> {
  const [found] = foundSchema.parse(
    await db.$queryRaw`
      select share_link.id, campaign_id as "campaignId", campaign.advertiser_id as "advertiserId", share_link.name,
        settings, expires_at as "expiresAt", created_by as "creatorId"
      from share_link join campaign on campaign.id = share_link.campaign_id
      where token_hash = ${tokenHash} and revoked_at is null and expires_at > now()`,
  );
  return found ?? null;
}
