import { AppError } from "@/lib/errors";
import type { AdministrationScope } from "@/lib/scope";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma } from "@/lib/storage/prisma";

/**
 * Lets an invitation be taken up no more.
 * @throws AppError `not_found` for one that is not open
 */
export async function revokeInvitation(
  _scope: AdministrationScope,
  actor: string,
  id: string,
  prisma = getPrisma(),
): Promise<void> {
  await prisma.$transaction(async (db) => {
    const where = { id, kind: "invitation", usedAt: null, revokedAt: null };
    const link = await db.oneTimeLink.findFirst({ where });
    const { count } = await db.oneTimeLink.updateMany({ where, data: { revokedAt: new Date() } });
    if (!link || count === 0) throw new AppError("not_found", "There is no open invitation with this id.");
    const before = { email: link.email, role: link.role };
    await insertAudit(db, [{ actor, action: "invitation.revoke", subject: `invitation:${id}`, before, after: null }]);
  });
}
