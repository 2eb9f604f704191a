import type { PersonScope } from "@/lib/scope";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma } from "@/lib/storage/prisma";

/** Changes how a person is called. */
export async function renameSelf(
  { userId }: PersonScope,
  actor: string,
  name: string,
  prisma = getPrisma(),
): Promise<void> {
  await prisma.$transaction(async (db) => {
    const before = await db.user.findUniqueOrThrow({ where: { id: userId } });
    if (before.name === name) return;
    await db.user.update({ where: { id: userId }, data: { name } });
    await insertAudit(db, [
      { actor, action: "person.update", subject: `person:${userId}`, before: { name: before.name }, after: { name } },
    ]);
  });
}
