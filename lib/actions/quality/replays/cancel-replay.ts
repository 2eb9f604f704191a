import { z } from "zod";
import type { Replay } from "@/lib/contracts/replay";
import { AppError } from "@/lib/errors";
import { getReplay } from "@/lib/read-models/quality/replays/list-replays";
import type { EverySourceScope } from "@/lib/scope";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma, type PrismaClient } from "@/lib/storage/prisma";

/**
 * Takes back a replay that has not begun to run; nothing has been written by then.
 * @param actor `actorOf(principal)`
 * @throws AppError `not_found`; `conflict` when it is not waiting any more
 */
export async function cancelReplay(
  scope: EverySourceScope,
  replayId: string,
  actor: string,
  prisma: PrismaClient = getPrisma(),
): Promise<Replay> {
  const { state, issueId } = await getReplay(scope, replayId, prisma);
  const isCancelled = await prisma.$transaction(async (db) => {
    const rows = await db.$queryRaw`
      update replay set state = 'cancelled', finished_at = clock_timestamp()
      where id = ${replayId} and state = 'waiting'
      returning id`;
    if (z.array(z.unknown()).parse(rows).length === 0) return false;
    const change = { before: { replayId, state: "waiting" }, after: { replayId, state: "cancelled" } };
    await insertAudit(db, [{ actor, action: "replay.cancel", subject: `quality_issue:${issueId}`, ...change }]);
    return true;
  });
  const replay = await getReplay(scope, replayId, prisma);
  if (isCancelled) return replay;
  const now = replay.state === "waiting" ? state : replay.state;
  throw new AppError("conflict", `This replay is ${now} already: only one that waits can be taken back.`, {
    state: now,
  });
}
