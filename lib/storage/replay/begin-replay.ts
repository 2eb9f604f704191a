import { z } from "zod";
import { type Mapping, mappingSchema } from "@/lib/contracts/source";
import { insertAudit } from "@/lib/storage/insert-audit";
import type { Database } from "@/lib/storage/prisma";
import type { DueReplay } from "./take-due-replay";

/**
 * What happens once, when a replay starts to run: its line in the issue's history, and the source keeps its
 * mapping if that was asked for. Belongs in the transaction that takes the replay.
 */
export async function beginReplay(db: Database, replay: DueReplay): Promise<void> {
  const { id, issueId, mapping, savesMapping, createdBy } = replay;
  const after = { replayId: id, state: "running" };
  const subject = `quality_issue:${issueId}`;
  await insertAudit(db, [{ actor: "system", action: "replay.run", subject, before: { state: "waiting" }, after }]);
  if (mapping && savesMapping) await saveMapping(db, { sourceId: replay.sourceId, mapping, actor: createdBy });
}

/** Replaces the mapping of the kinds that are named, in the name of who asked for it. */
async function saveMapping(
  db: Database,
  { sourceId, mapping, actor }: { sourceId: string; mapping: Mapping; actor: string },
): Promise<void> {
  const rows = await db.$queryRaw`select mapping from source where id = ${sourceId} for update`;
  const [source] = z.array(z.object({ mapping: mappingSchema })).parse(rows);
  if (!source) return;
  const after = { ...source.mapping, ...mapping };
  const changed = await db.$executeRaw`
    update source set mapping = ${JSON.stringify(after)}::jsonb, updated_at = now()
    where id = ${sourceId} and mapping is distinct from ${JSON.stringify(after)}::jsonb`;
  if (changed === 0) return;
  const change = { before: { mapping: source.mapping }, after: { mapping: after } };
  await insertAudit(db, [{ actor, action: "source.update", subject: `source:${sourceId}`, ...change }]);
}
