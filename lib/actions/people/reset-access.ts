import type { AdministrationScope } from "@/lib/scope";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma, type Transaction } from "@/lib/storage/prisma";
import { personNotFound } from "./change-person";
import { insertLink, type MadeLink } from "./insert-link";

interface Reset {
  actor: string;
  userId: string;
}

/**
 * Makes a link with which somebody sets a new password, once, within the hour. Earlier ones of theirs end.
 * @returns when the link ends
 * @throws AppError `not_found`
 */
export async function makeResetLink(
  _scope: AdministrationScope,
  { actor, userId }: Reset,
  made: MadeLink,
  prisma = getPrisma(),
): Promise<Date> {
  return prisma.$transaction(async (db) => {
    const { email, name } = await requirePerson(db, userId);
    await db.oneTimeLink.updateMany({
      where: { userId, kind: "reset", usedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    const expiresAt = await insertLink(db, made, { email, name, actor }, { kind: "reset", userId });
    await audit(db, { actor, userId }, "reset_link", { expiresAt });
    return expiresAt;
  });
}

/** Ends every session of somebody. @throws AppError `not_found` */
export async function endSessionsOf(_scope: AdministrationScope, { actor, userId }: Reset, prisma = getPrisma()) {
  await prisma.$transaction(async (db) => {
    await requirePerson(db, userId);
    const { count } = await db.session.deleteMany({ where: { userId } });
    await audit(db, { actor, userId }, "end_sessions", { ended: count });
  });
}

/**
 * Takes somebody's second factor away, who lost their device; their sessions end too.
 * @throws AppError `not_found`
 */
export async function resetSecondFactor(_scope: AdministrationScope, { actor, userId }: Reset, prisma = getPrisma()) {
  await prisma.$transaction(async (db) => {
    await requirePerson(db, userId);
    await db.twoFactor.deleteMany({ where: { userId } });
    await db.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } });
    await db.session.deleteMany({ where: { userId } });
    await audit(db, { actor, userId }, "second_factor_reset", { secondFactor: false });
  });
}

async function requirePerson(db: Transaction, userId: string) {
  const user = await db.user.findUnique({ where: { id: userId } });
  if (!user) throw personNotFound();
  return user;
}

async function audit(db: Transaction, { actor, userId }: Reset, verb: string, after: object): Promise<void> {
  await insertAudit(db, [{ actor, action: `person.${verb}`, subject: `person:${userId}`, before: null, after }]);
}
