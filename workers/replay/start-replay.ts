import { randomUUID } from "node:crypto";
import { beginReplay } from "@/lib/storage/replay/begin-replay";
import { giveBackReplay, holdReplay } from "@/lib/storage/replay/hold-replay";
import { type DueReplay, takeDueReplay } from "@/lib/storage/replay/take-due-replay";
import { DecodePool } from "@/workers/ingest/decode-pool/decode-pool";
import { KnownRates } from "@/workers/ingest/known-rates";
import { KnownReferences } from "@/workers/ingest/known-references";
import { KnownSources } from "@/workers/ingest/known-sources";
import { createStageTools, type StageTools } from "@/workers/ingest/take-through";
import { drainOutbox } from "@/workers/runtime/drain-outbox";
import { holder as worker } from "@/workers/runtime/holder";
import { pause } from "@/workers/runtime/pause";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { answerTrials } from "./answer-trials";
import { createReading } from "./create-reading";
import { inTransaction } from "./in-transaction";
import { runReplay } from "./run-replay";

/** How often is looked for what is due; how many replays run at once in a worker. */
const lookEveryMs = 1000;
const maxRuns = 2;
/** How long a worker that fell silent keeps a replay to itself. Every step makes sure that it still is its own. */
const ttlMs = 15_000;

/** What the runs of a worker share. */
interface Shared {
  context: RoleContext;
  pool: DecodePool;
  tools: StageTools;
  stopping: AbortSignal;
}

/**
 * Role `replay`: takes the rejected records of an issue through the pipeline again, when a person asks for it, and
 * tells beforehand what would become of them. Several workers may have it; a replay runs in one at a time.
 */
export async function startReplay(context: RoleContext): Promise<Role> {
  const stopping = new AbortController();
  const pool = new DecodePool({ threads: 1 });
  const tools = createStageTools(context);
  const ended = lookUntilStopped({ context, pool, tools, stopping: stopping.signal });
  const trials = answerTrials(context, pool.decode, tools);
  return {
    name: "replay",
    stop: async () => {
      stopping.abort();
      await Promise.all([ended, trials.stop()]);
      await pool.stop();
    },
  };
}

async function lookUntilStopped(shared: Shared): Promise<void> {
  const { context, stopping } = shared;
  const running = new Set<Promise<void>>();
  let hasDrained = false;
  while (!stopping.aborted) {
    try {
      if (!hasDrained) await drainOutbox(context);
      hasDrained = true;
      while (running.size < maxRuns && !stopping.aborted) {
        const holder = `${worker}:${randomUUID().slice(0, 8)}`;
        const replay = await take(context, holder);
        if (!replay) break;
        const run: Promise<void> = work(shared, replay, holder).finally(() => running.delete(run));
        running.add(run);
      }
    } catch (error) {
      context.log.warn({ err: error }, "due replays not asked for, trying again");
    }
    await pause(lookEveryMs, stopping);
  }
  await Promise.all(running);
}

function take({ prisma }: RoleContext, holder: string): Promise<DueReplay | null> {
  return inTransaction(prisma, async (db) => {
    const replay = await takeDueReplay(db, holder, ttlMs);
    if (replay?.begins) await beginReplay(db, replay);
    return replay;
  });
}

/** Runs a replay while it is held, and gives it back. Never throws. */
async function work({ context, pool, tools, stopping }: Shared, replay: DueReplay, holder: string): Promise<void> {
  const { prisma, clock, log } = context;
  const lost = new AbortController();
  const finished = new AbortController();
  const holding = holdUntil(finished.signal, context, { id: replay.id, holder }).then((isOurs) => {
    if (!isOurs) lost.abort();
  });
  // what a person has just changed in the source, the catalogue or the rates counts at once
  const fresh = { references: new KnownReferences(prisma, clock), rates: new KnownRates(prisma, clock) };
  const reading = createReading(new KnownSources(prisma, clock), replay);
  const signal = AbortSignal.any([stopping, lost.signal]);
  try {
    const on = { prisma, decode: pool.decode, tools: { ...tools, ...fresh }, reading };
    await runReplay({ ...on, context, replay, holder, signal });
  } catch (error) {
    log.error({ err: error, replayId: replay.id }, "a replay ended with an error");
  }
  finished.abort();
  await holding;
  await giveBackReplay(prisma, { id: replay.id, holder }).catch((error: unknown) => {
    log.warn({ err: error, replayId: replay.id }, "a replay was not given back; it goes on when its time is over");
  });
}

/** Holds a replay until `end` aborts, and gives whether it was ours until then. */
async function holdUntil(
  end: AbortSignal,
  { prisma, log }: RoleContext,
  held: { id: string; holder: string },
): Promise<boolean> {
  for (;;) {
    await pause(ttlMs / 5, end);
    if (end.aborted) return true;
    try {
      if (!(await holdReplay(prisma, held, ttlMs))) return false;
    } catch (error) {
      log.warn({ err: error, replayId: held.id }, "a replay could not be held for longer, trying again");
    }
  }
}
