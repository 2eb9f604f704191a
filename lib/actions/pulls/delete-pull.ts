import { pullNotFound } from "@/lib/read-models/pulls/list-pulls";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma } from "@/lib/storage/prisma";
import { audited, lockPull } from "./pull-row";
import type { PullId } from "./update-pull";

/**
 * Deletes a pull and what it remembers of its files; what was taken in stays.
 * @throws AppError `not_found`
 */
export async function deletePull(actor: string, id: PullId, prisma = getPrisma()): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const row = await lockPull(transaction, id);
    if (!row) throw pullNotFound(id.pullId);
    await transaction.$executeRaw`delete from pull where id = ${id.pullId}`;
    const before = { sourceId: id.sourceId, ...audited(row) };
    await insertAudit(transaction, [
      { actor, action: "pull.delete", subject: `pull:${id.pullId}`, before, after: null },
    ]);
  });
}
