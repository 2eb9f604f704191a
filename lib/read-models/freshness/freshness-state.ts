import type { z } from "zod";
import type { freshnessStateSchema } from "@/lib/contracts/freshness";

export type FreshnessState = z.infer<typeof freshnessStateSchema>;

/** One arrival may slip by half its period before anybody is told. */
export const lateAfterPeriods = 1.5;
/** Two arrivals in a row are missing. */
export const staleAfterPeriods = 3;
const dayMs = 86_400_000;

/**
 * Tells how fresh a source's events of one kind are, from when it last sent any. With a cadence:
 * late after 1.5 periods, stale after 3. Without: fresh when something came in the last 24 hours,
 * else stale. `never` when nothing ever came.
 */
export function freshnessState(arrival: {
  lastReceivedAt: Date | null;
  expectedEverySeconds: number | null;
  now: Date;
}): FreshnessState {
  if (arrival.lastReceivedAt === null) return "never";
  const silentMs = arrival.now.getTime() - arrival.lastReceivedAt.getTime();
  if (arrival.expectedEverySeconds === null) return silentMs <= dayMs ? "fresh" : "stale";
  const periods = silentMs / (arrival.expectedEverySeconds * 1000);
  if (periods > staleAfterPeriods) return "stale";
  return periods > lateAfterPeriods ? "late" : "fresh";
}
