import { PermanentError } from "@/lib/errors";
import { finishReplay } from "@/lib/storage/replay/finish-replay";
import { listRejects } from "@/lib/storage/replay/list-rejects";
import type { RejectKey } from "@/lib/storage/replay/reject-key";
import type { DueReplay } from "@/lib/storage/replay/take-due-replay";
import { isDataRefused } from "@/lib/storage/sql-state";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import type { RoleContext } from "@/workers/runtime/role";
import { inTransaction } from "./in-transaction";
import { isFinal, patiently } from "./patiently";
import { passOver, ReplayLost, replaySlice, type Step } from "./replay-slice";
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
const internal = "an internal error, which is in the log of the workers.";
/** Records that fail by themselves, though the database does not refuse them: more of them are a fault of ours. */
const maxFaults = 50;

/**
 * Runs a replay to its end, slice by slice. Database or NATS away: it waits for them, until `signal` aborts. A record
 * that the database refuses stays rejected, and the rest goes on. What cannot be done by itself ends it as failed;
 * what was replayed until then stays so.
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
  let limit = sliceRecords;
  let faults = 0;
  while (!run.signal.aborted) {
    // what the last transaction left, in this process or in one that was killed behind its commit
    await patiently(run, () => drainOutbox(context));
    const behind = { after, until, limit };
    const slice = await patiently(run, () => listRejects(context.prisma, replay.issueId, behind));
    if (!slice || slice.rejects.length === 0) return;
    const step: Step & Run = { ...run, slice, after };
    try {
      after = (await patiently(run, () => replaySlice(step))) ?? after;
      limit = Math.min(limit * 2, sliceRecords);
    } catch (error) {
      if (isFinal(error)) throw error;
      // by halves, until the record that it fails for is alone
      limit = Math.max(1, Math.floor(slice.rejects.length / 2));
      if (slice.rejects.length > 1) continue;
      if (!isDataRefused(error)) faults += 1;
      if (faults > maxFaults) throw error;
      after = (await patiently(run, () => leave(step, error))) ?? after;
    }
  }
}

/** Leaves the only record of a step rejected. */
function leave(step: Step & Run, error: unknown): Promise<RejectKey> {
  const { context, replay, slice } = step;
  const { batchId, rejects } = slice;
  const told = { err: error, replayId: replay.id, batchId, record: rejects[0]?.record };
  context.log.error(told, "a record cannot be replayed, it stays rejected");
  return passOver(step, `It cannot be replayed: ${isDataRefused(error) ? "the database refuses it." : internal}`);
}

function finish({ context, replay, holder }: Run, error: string | null): Promise<void> {
  return inTransaction(context.prisma, (db) => finishReplay(db, { id: replay.id, holder }, error));
}

/** The text of an unknown error never reaches a client. */
function whyOf(error: unknown): string {
  const why = error instanceof PermanentError ? error.message : internal;
  return `The replay could not go on: ${why}`;
}
