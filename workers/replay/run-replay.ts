import { PermanentError } from "@/lib/errors";
import { finishReplay } from "@/lib/storage/replay/finish-replay";
import { listRejects } from "@/lib/storage/replay/list-rejects";
import type { DueReplay } from "@/lib/storage/replay/take-due-replay";
import { backOffMs } from "@/workers/runtime/back-off";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import { isInfrastructureFault } from "@/workers/runtime/is-infrastructure-fault";
import { pause } from "@/workers/runtime/pause";
import type { RoleContext } from "@/workers/runtime/role";
import { inTransaction } from "./in-transaction";
import { ReplayLost, replaySlice } from "./replay-slice";
import type { SliceTools } from "./take-slice";

export interface Run extends SliceTools {
  context: RoleContext;
  replay: DueReplay;
  holder: string;
  /** Aborts when the role stops, or when the replay is no longer ours. */
  signal: AbortSignal;
}

/** Some tenths of a second of work. */
const sliceRecords = 400;
/**
 * Records that arrive while the replay runs are taken too, but not for ever: a source that goes on sending what is
 * rejected would never let it end.
 */
const laterMs = 5 * 60_000;
const maxAttempts = 3;

/**
 * Runs a replay to its end, slice by slice. Database or NATS away: it waits for them, until `signal` aborts. What cannot
 * be done by itself ends it as failed; what was replayed until then stays so.
 */
export async function runReplay(run: Run): Promise<void> {
  try {
    await replayAll(run);
    if (run.signal.aborted) return;
    await patiently(run, () => finish(run, null));
    run.context.log.info({ replayId: run.replay.id }, "replay done");
  } catch (error) {
    if (error instanceof ReplayLost) return;
    run.context.log.error({ err: error, replayId: run.replay.id }, "a replay cannot go on");
    await patiently(run, () => finish(run, whyOf(error)));
  }
}

async function replayAll(run: Run): Promise<void> {
  const { context, replay } = run;
  const until = new Date(replay.startedAt.getTime() + laterMs);
  let after = replay.cursor;
  while (!run.signal.aborted) {
    // what the last transaction left, in this process or in one that was killed behind its commit
    await patiently(run, () => drainOutbox(context));
    const behind = { after, until, limit: sliceRecords };
    const slice = await patiently(run, () => listRejects(context.prisma, replay.issueId, behind));
    if (!slice || slice.rejects.length === 0) return;
    after = (await patiently(run, () => replaySlice({ ...run, slice, after }))) ?? after;
  }
}

function finish({ context, replay, holder }: Run, error: string | null): Promise<void> {
  return inTransaction(context.prisma, (db) => finishReplay(db, { id: replay.id, holder }, error));
}

/** The text of an unknown error never reaches a client. */
function whyOf(error: unknown): string {
  const why =
    error instanceof PermanentError ? error.message : "an internal error, which is in the log of the workers.";
  return `The replay could not go on: ${why}`;
}

/**
 * Tries until it works, as long as database or NATS are the reason that it does not; anything else three times.
 * @returns undefined when the signal aborted first
 */
async function patiently<Result>(
  { context, replay, signal }: Run,
  attempt: () => Promise<Result>,
): Promise<Result | undefined> {
  for (let failures = 0, own = 0; !signal.aborted; ) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof ReplayLost || error instanceof PermanentError) throw error;
      if (!isInfrastructureFault(error)) own += 1;
      if (own >= maxAttempts) throw error;
      failures += 1;
      const retryInMs = backOffMs(failures, { maxMs: 5000 });
      context.log.warn({ err: error, replayId: replay.id, retryInMs }, "a step of a replay failed, trying again");
      await pause(retryInMs, signal);
    }
  }
  return undefined;
}
