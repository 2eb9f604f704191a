import { z } from "zod";
import { insertAudit } from "@/lib/storage/insert-audit";
import type { Database } from "@/lib/storage/prisma";
import type { HeldReplay } from "./hold-replay";

const count = z.bigint().transform(Number);
const rowSchema = z.object({ issueId: z.string(), stored: count, duplicate: count, rejected: count });

/**
 * Ends a replay that is still ours, with a line in the issue's history; call it in a transaction.
 * @param error why it could not be done, in a sentence; null when it is done
 */
export async function finishReplay(db: Database, { id, holder }: HeldReplay, error: string | null): Promise<void> {
  const state = error === null ? "done" : "failed";
  const rows = await db.$queryRaw`
    update replay
    set state = ${state}, error = ${error}, finished_at = clock_timestamp(), holder = null, held_until = null
    where id = ${id} and holder = ${holder} and state = 'running'
    returning issue_id as "issueId", stored, duplicate, rejected`;
  const [row] = z.array(rowSchema).parse(rows);
  if (!row) return;
  const { issueId, ...figures } = row;
  const after = { replayId: id, state, ...figures, error };
  const action = error === null ? "replay.done" : "replay.fail";
  await insertAudit(db, [{ actor: "system", action, subject: `quality_issue:${issueId}`, before: null, after }]);
}
