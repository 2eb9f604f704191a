import { AppError } from "@/lib/errors";
import type { PersonScope } from "@/lib/scope";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma } from "@/lib/storage/prisma";

/**
 * Ends one of a person's own sessions.
 * @throws AppError `not_found`, also for somebody else's
 */
export async function endSession({ userId }: PersonScope, actor: string, id: string, prisma = getPrisma()) {
  await prisma.$transaction(async (db) => {
    const { count } = await db.session.deleteMany({ where: { id, userId } });
    if (count === 0) throw new AppError("not_found", "You have no session with this id.");
    await insertAudit(db, [{ actor, action: "session.end", subject: `person:${userId}`, before: { id }, after: null }]);
  });
}

/** Ends all of a person's own sessions but the one that they ask with. */
export async function endOtherSessions(
  { userId }: PersonScope,
  actor: string,
  sessionId: string,
  prisma = getPrisma(),
) {
  await prisma.$transaction(async (db) => {
    const { count } = await db.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    const after = { ended: count };
    await insertAudit(db, [{ actor, action: "session.end_others", subject: `person:${userId}`, before: null, after }]);
  });
}
