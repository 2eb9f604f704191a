import { z } from "zod";
import { externalIdSchema } from "@/lib/contracts/primitives";
import { type Replay, type replayListSchema, replayStateSchema } from "@/lib/contracts/replay";
import { AppError } from "@/lib/errors";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma, Prisma } from "@/lib/storage/prisma";

const pageSize = 100;
const maxBatches = 20;

const count = z.bigint().transform(Number);
const time = z.date().transform((date) => date.toISOString());
const rowSchema: z.ZodType<Replay> = z.object({
  replayId: z.string(),
  issueId: z.string(),
  state: replayStateSchema,
  records: count,
  stored: count,
  duplicate: count,
  rejected: count,
  savesMapping: z.boolean(),
  createdBy: z.string(),
  createdAt: time,
  startsAt: time,
  finishedAt: time.nullable(),
  error: z.string().nullable(),
});

/** `GET /api/quality/replays`: the newest 100 replays, of an issue or of all of them. */
export async function listReplays(
  _scope: EverySourceScope,
  { issueId }: { issueId?: string },
  db: Database = getPrisma(),
): Promise<z.infer<typeof replayListSchema>> {
  const ofIssue = issueId === undefined ? Prisma.sql`true` : Prisma.sql`issue_id = ${issueId}`;
  return { replays: await selectReplays(db, ofIssue) };
}

/**
 * `GET /api/quality/replays/{id}`: how far a replay has come, and what became of its records.
 * @throws AppError `not_found`
 */
export async function getReplay(
  _scope: EverySourceScope,
  replayId: string,
  db: Database = getPrisma(),
): Promise<Replay> {
  if (!externalIdSchema.safeParse(replayId).success) throw replayNotFound();
  const [replay] = await selectReplays(db, Prisma.sql`id = ${replayId}`);
  if (!replay) throw replayNotFound();
  const isOver = replay.state === "done" || replay.state === "failed";
  return isOver ? { ...replay, batches: await selectBatches(db, replay) } : replay;
}

/** Through the source's index: there is none on the cause. */
async function selectBatches(db: Database, { replayId, issueId }: Replay): Promise<string[]> {
  const rows = await db.$queryRaw`
    select batch_id as "batchId" from ledger_change
    where source_id = (select source_id from quality_issue where id = ${issueId})
      and cause = 'replay' and cause_id = ${replayId}
    group by batch_id
    order by batch_id
    limit ${maxBatches}`;
  return z
    .array(z.object({ batchId: z.string() }))
    .parse(rows)
    .map(({ batchId }) => batchId);
}

export function replayNotFound(): AppError {
  return new AppError("not_found", "There is no replay with this id; GET /api/quality/replays lists them.");
}

async function selectReplays(db: Database, condition: Prisma.Sql): Promise<Replay[]> {
  const rows = await db.$queryRaw`
    select id as "replayId", issue_id as "issueId", state, records, stored, duplicate, rejected,
      saves_mapping as "savesMapping", created_by as "createdBy", created_at as "createdAt",
      starts_at as "startsAt", finished_at as "finishedAt", error
    from replay
    where ${condition}
    order by created_at desc, id
    limit ${pageSize}`;
  return z.array(rowSchema).parse(rows);
}
