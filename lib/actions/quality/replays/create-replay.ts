import { randomUUID } from "node:crypto";
import type { NatsConnection } from "nats";
import { z } from "zod";
import { checkMapping } from "@/lib/actions/sources/check-mapping";
import type { ReplayAnswer, ReplayInput } from "@/lib/contracts/replay";
import { AppError } from "@/lib/errors";
import { issueNotFound } from "@/lib/read-models/quality/get-issue";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { requestReplayTrial } from "@/lib/stream/request-replay-trial";

const openSchema = z.object({ id: z.string(), state: z.string() });
const issueSchema = z.object({ count: z.bigint().transform(Number) });

export interface ReplayRequest {
  input: ReplayInput;
  /** `actorOf(principal)` */
  actor: string;
}

/**
 * Has an issue's records tried, and unless it is a dry run asks for their replay, which waits for its delay and then for a
 * worker. Who asked for it and with which mapping stands in the issue's history.
 * @throws AppError `invalid_request` for a mapping to unknown fields, or none where it is to be saved; `not_found`;
 *   `conflict` when a replay of the issue is open (`details.replayId`) or it has no records; `unavailable`
 *   when no worker answers
 * @param connect gives the connection to NATS, over which a worker is asked
 */
export async function createReplay(
  { input, actor }: ReplayRequest,
  connect: () => Promise<NatsConnection>,
  prisma: PrismaClient = getPrisma(),
): Promise<ReplayAnswer> {
  const { issueId, mapping, dryRun, saveMapping } = input;
  if (mapping) checkMapping(mapping);
  if (saveMapping && !mapping) {
    const message = "needs a mapping that the source is to keep";
    throw new AppError("invalid_request", `The request is not valid: \`saveMapping\` ${message}`, {
      issues: [{ path: "saveMapping", message }],
    });
  }
  if (!dryRun) await requireReplayable(prisma, issueId);
  const answer = await requestReplayTrial(await connect(), { issueId, mapping });
  if (dryRun) return answer;
  return { ...answer, replayId: await insertReplay(prisma, { input, actor }) };
}

async function requireReplayable(prisma: PrismaClient, issueId: string): Promise<void> {
  const [issue] = z
    .array(issueSchema)
    .parse(await prisma.$queryRaw`select count from quality_issue where id = ${issueId}`);
  if (!issue) throw issueNotFound();
  if (issue.count === 0) throw new AppError("conflict", "This issue has no rejected records any more.");
  await refuseSecond(prisma, issueId);
}

async function refuseSecond(prisma: PrismaClient, issueId: string): Promise<void> {
  const rows = await prisma.$queryRaw`
    select id, state from replay where issue_id = ${issueId} and state in ('waiting', 'running')`;
  const [open] = z.array(openSchema).parse(rows);
  if (!open) return;
  throw new AppError("conflict", `A replay of this issue is ${open.state} already.`, { replayId: open.id });
}

/** The index `replay_one` lets one replay of an issue be open: the second of two at a time finds the first one. */
async function insertReplay(prisma: PrismaClient, { input, actor }: ReplayRequest): Promise<string> {
  const { issueId, mapping, saveMapping, delaySeconds } = input;
  const id = randomUUID();
  const isInserted = await prisma.$transaction(async (db) => {
    const inserted = await db.$executeRaw`
      insert into replay (id, issue_id, mapping, saves_mapping, starts_at, records, created_by)
      select ${id}, id, ${mapping ? JSON.stringify(mapping) : null}::jsonb, ${saveMapping}::boolean,
        clock_timestamp() + ${delaySeconds}::integer * interval '1 second', count, ${actor}
      from quality_issue where id = ${issueId}
      on conflict (issue_id) where state in ('waiting', 'running') do nothing`;
    if (inserted === 0) return false;
    const after = { replayId: id, state: "waiting", delaySeconds, savesMapping: saveMapping, mapping: mapping ?? null };
    await insertAudit(db, [
      { actor, action: "replay.create", subject: `quality_issue:${issueId}`, before: null, after },
    ]);
    return true;
  });
  if (isInserted) return id;
  await refuseSecond(prisma, issueId);
  throw new AppError("conflict", "Another replay of this issue has just ended. Look at what it did, and ask again.");
}
