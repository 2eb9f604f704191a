import type { StatusTone } from "@/components/ui/status-dot";
import type { Batch } from "@/lib/contracts/batch";
import type { SourceHealth, SourcePeriod } from "@/lib/contracts/source-health";

export const freshnessTones: Record<SourceHealth["state"], StatusTone> = {
  fresh: "success",
  late: "warning",
  stale: "danger",
  never: "neutral",
};

/** The state of a source in words. */
export const freshnessWords: Record<SourceHealth["state"], string> = {
  fresh: "fresh",
  late: "late",
  stale: "stale",
  never: "never sent",
};

/** Done with rejects is not the green of done without. */
export function batchTone({ state, rejected }: Pick<Batch, "state" | "rejected">): StatusTone {
  if (state === "failed") return "danger";
  if (state === "done") return rejected > 0 ? "warning" : "success";
  return "info";
}

/**
 * How a figure changed against the period before, as a fraction (0.12 is +12 %); null without one to
 * compare with, and where there is nothing to divide by.
 */
export function changeOf(health: Pick<SourceHealth, "now" | "before">, figure: keyof SourcePeriod): number | null {
  const [now, before] = [health.now[figure], health.before[figure]];
  return now === null || before === null || before === 0 ? null : now / before - 1;
}

/** The parts of a day's records, which add up to what was received. */
export function partsOf({
  stored,
  duplicate,
  rejected,
  filtered,
}: Pick<SourcePeriod, "stored" | "duplicate" | "rejected" | "filtered">) {
  return { valid: stored - filtered, invalid: filtered, duplicate, rejected };
}
