import type { Replay } from "@/lib/contracts/replay";

/**
 * Whole seconds until a replay starts, at least 0. The browser's clock may be wrong: it never says more
 * than the replay was given to wait.
 */
export function secondsLeft({ createdAt, startsAt }: Pick<Replay, "createdAt" | "startsAt">, nowMs: number): number {
  const given = Date.parse(startsAt) - Date.parse(createdAt);
  const left = Math.min(Date.parse(startsAt) - nowMs, given);
  return Math.max(0, Math.ceil(left / 1000));
}

/** How much of a replay is worked off, 0 to 1; null before anything is. */
export function replayProgress(replay: Pick<Replay, "stored" | "duplicate" | "rejected" | "records">): number | null {
  const done = replay.stored + replay.duplicate + replay.rejected;
  if (replay.records <= 0) return null;
  return done === 0 ? null : Math.min(done / replay.records, 1);
}
