import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { defaultPullFolder } from "@/lib/config/env";
import { type IngestDeps, ingestDepsOf } from "@/lib/ingest/ingest-deps";
import { findSchema } from "@/lib/read-models/schemas/find-schema";
import { giveBackPull, type PullEnd } from "@/lib/storage/pull/give-back-pull";
import { holdPull } from "@/lib/storage/pull/hold-pull";
import { type DuePull, takeDuePull } from "@/lib/storage/pull/take-due-pull";
import { holder as worker } from "@/workers/runtime/holder";
import { pause } from "@/workers/runtime/pause";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { soonMs } from "./outcome";
import { runPull } from "./run-pull";

/** How often is looked for what is due; how many pulls run at once in a worker. */
const lookEveryMs = 2000;
const maxRuns = 2;
/** How long a worker that fell silent keeps a pull to itself. */
const ttlMs = 60_000;

/** What the runs of a worker share. */
interface Shared {
  context: RoleContext;
  deps: IngestDeps;
  marks: Map<string, string>;
  stopping: AbortSignal;
}

/**
 * Role `pull`: hands new files of folders and buckets to the door, each once in each version. What is in the
 * middle when the role stops is tried again under its own key, so nothing is stored twice.
 */
export async function startPull(context: RoleContext): Promise<Role> {
  const stopping = new AbortController();
  await makeFolder(context);
  const shared = {
    context,
    deps: ingestDepsOf(context.nats, { findSchema }),
    marks: new Map(),
    stopping: stopping.signal,
  };
  const ended = lookUntilStopped(shared);
  return {
    name: "pull",
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

async function makeFolder({ env, log }: RoleContext): Promise<void> {
  const folder = defaultPullFolder(env);
  if (!env.PULL_FOLDERS.includes(folder)) return;
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    log.warn({ err: error, folder }, "the folder to pull from could not be made");
  });
}

async function lookUntilStopped(shared: Shared): Promise<void> {
  const { context, stopping } = shared;
  const running = new Set<Promise<void>>();
  while (!stopping.aborted) {
    try {
      while (running.size < maxRuns && !stopping.aborted) {
        const holder = `${worker}:${randomUUID().slice(0, 8)}`;
        const pull = await takeDuePull(context.prisma, holder, ttlMs);
        if (!pull) break;
        const run: Promise<void> = work(shared, pull, holder).finally(() => running.delete(run));
        running.add(run);
      }
    } catch (error) {
      context.log.warn({ err: error }, "due pulls not asked for, trying again");
    }
    await pause(lookEveryMs, stopping);
  }
  await Promise.all(running);
}

/** Runs a pull while it is held, and gives it back. Never throws. */
async function work({ context, deps, marks, stopping }: Shared, pull: DuePull, holder: string): Promise<void> {
  const unwanted = new AbortController();
  const finished = new AbortController();
  const signal = AbortSignal.any([stopping, unwanted.signal]);
  const holding = holdUntil(finished.signal, { context, pull, holder }).then((isWanted) => {
    if (!isWanted) unwanted.abort();
  });
  const end = await runPull({ pull, context, deps, marks, signal }).catch((error: unknown): PullEnd => {
    // stopped, or changed in the middle: it is due again at once
    if (signal.aborted) return { isFinished: false, error: null, againMs: 0 };
    context.log.error({ err: error, pullId: pull.id }, "a pull could not be run");
    return { isFinished: true, error: "Something went wrong that the worker's log tells of.", againMs: soonMs };
  });
  finished.abort();
  await holding;
  await giveBackPull(context.prisma, { pullId: pull.id, holder }, end).catch((error: unknown) => {
    context.log.warn(
      { err: error, pullId: pull.id },
      "a pull was not given back; it is taken up when its time is over",
    );
  });
}

interface Held {
  context: RoleContext;
  pull: DuePull;
  holder: string;
}

/** Holds a pull until `end` aborts, and gives whether it was ours and wanted until then. */
async function holdUntil(end: AbortSignal, { context, pull, holder }: Held): Promise<boolean> {
  for (let heldAt = performance.now(); ; ) {
    await pause(ttlMs / 12, end);
    if (end.aborted) return true;
    try {
      const askedAt = performance.now();
      if (!(await holdPull(context.prisma, pull, { holder, ttlMs }))) return false;
      heldAt = askedAt;
    } catch (error) {
      context.log.warn({ err: error, pullId: pull.id }, "a pull could not be held for longer, trying again");
      if (performance.now() - heldAt >= ttlMs) return false;
    }
  }
}
