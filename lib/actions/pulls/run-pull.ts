import { AppError } from "@/lib/errors";
import { pullNotFound } from "@/lib/read-models/pulls/list-pulls";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma } from "@/lib/storage/prisma";
import { lockPull } from "./pull-row";
import type { PullId } from "./update-pull";

/**
 * Makes a pull due now; one that is running runs once more afterwards.
 * @throws AppError `not_found`, `conflict` when it is switched off
 */
export async function runPull(actor: string, id: PullId, prisma = getPrisma()): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const row = await lockPull(transaction, id);
    if (!row) throw pullNotFound(id.pullId);
    if (!row.enabled) throw new AppError("conflict", "This pull is switched off. Switch it on to run it.");
    await transaction.$executeRaw`update pull set next_at = clock_timestamp() where id = ${id.pullId}`;
    await insertAudit(transaction, [
      { actor, action: "pull.run", subject: `pull:${id.pullId}`, before: null, after: null },
    ]);
  });
}
