import type { ShareInput } from "@/lib/contracts/share";
import { AppError } from "@/lib/errors";
import { getCampaign } from "@/lib/read-models/campaigns/get-campaign";
import type { ReportScope } from "@/lib/scope";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma } from "@/lib/storage/prisma";

const dayMs = 86_400_000;
/** More links to one campaign nobody keeps an eye on. */
const mostLinks = 100;

/** Who does it: a person, since the link dies with their access. */
export interface Sharer {
  userId: string;
  actor: string;
}

/**
 * Keeps a link to the report of a campaign.
 * @param link its id and the hash of its token, which only the caller knows
 * @throws AppError `not_found` for a campaign outside of the scope; `conflict` when there are as many as may be
 */
export async function insertShareLink(
  scope: ReportScope,
  { userId, actor }: Sharer,
  { id, tokenHash }: { id: string; tokenHash: string },
  { campaignId, name, settings, expiresInDays }: ShareInput,
  prisma = getPrisma(),
): Promise<void> {
  await getCampaign(scope, prisma, campaignId);
  const expiresAt = new Date(Date.now() + expiresInDays * dayMs);
  await prisma.$transaction(async (db) => {
    const working = { campaignId, revokedAt: null, expiresAt: { gt: new Date() } };
    if ((await db.shareLink.count({ where: working })) >= mostLinks)
      throw new AppError("conflict", `This campaign has ${mostLinks} links already; revoke one first.`);
    await db.shareLink.create({ data: { id, tokenHash, campaignId, name, settings, createdBy: userId, expiresAt } });
    const after = { name, settings, expiresAt };
    await insertAudit(db, [{ actor, action: "share.create", subject: `campaign:${campaignId}`, before: null, after }]);
  });
}

/**
 * Lets a link show nothing any more.
 * @throws AppError `not_found`, also for a link to a campaign outside of the scope
 */
export async function revokeShareLink(
  scope: ReportScope,
  actor: string,
  id: string,
  prisma = getPrisma(),
): Promise<void> {
  const gone = new AppError("not_found", "There is no such link.");
  const link = await prisma.shareLink.findFirst({ where: { id, revokedAt: null } });
  if (!link) throw gone;
  await getCampaign(scope, prisma, link.campaignId).catch(() => {
    throw gone;
  });
  await prisma.$transaction(async (db) => {
    const { count } = await db.shareLink.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw gone;
    const subject = `campaign:${link.campaignId}`;
    await insertAudit(db, [{ actor, action: "share.revoke", subject, before: { name: link.name }, after: null }]);
  });
}

/** Notes that a link was opened. */
export async function noteOpened(id: string, prisma = getPrisma()): Promise<void> {
  await prisma.shareLink.update({ where: { id }, data: { openedAt: new Date(), openedCount: { increment: 1 } } });
}
