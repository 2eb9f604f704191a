import { lateAfterPeriods, staleAfterPeriods } from "@/lib/read-models/freshness/freshness-state";
import type { Finding } from "@/lib/storage/alerts/finding";
import type { Arrival } from "@/lib/storage/monitoring/list-arrivals";

export const freshnessMonitor = "freshness";

/** A cadence of a second is no reason to call somebody after three. */
const leastWarningMs = 15_000;
const leastCriticalMs = 60_000;

/**
 * Finds the sources that are silent for longer than they should be: a warning after one and a half of
 * their periods (at least 15 seconds), critical after three (at least a minute), by the periods of the
 * freshness screen. A source that never sent anything is not late; it has not begun.
 */
export function evaluateFreshness(arrivals: readonly Arrival[], now: Date): Finding[] {
  return arrivals.flatMap(({ sourceId, name, expectedEverySeconds, lastReceivedAt }) => {
    if (!lastReceivedAt) return [];
    const silentMs = now.getTime() - lastReceivedAt.getTime();
    const periodMs = expectedEverySeconds * 1000;
    if (silentMs <= Math.max(lateAfterPeriods * periodMs, leastWarningMs)) return [];
    const isCritical = silentMs > Math.max(staleAfterPeriods * periodMs, leastCriticalMs);
    return [
      {
        fingerprint: `${freshnessMonitor}:${sourceId}`,
        monitor: freshnessMonitor,
        title: `${name} has sent nothing for ${inWords(silentMs)}`,
        severity: isCritical ? ("critical" as const) : ("warning" as const),
        sourceId,
        campaignId: null,
        metric: "silenceSeconds",
        observed: Math.round(silentMs / 1000),
        expected: expectedEverySeconds,
        evidence: { lastReceivedAt: lastReceivedAt.toISOString(), expectedEverySeconds },
      },
    ];
  });
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** `90 seconds`, `12 minutes`: the largest unit of which there are at least two, rounded down. */
function inWords(ms: number): string {
  const [name, size] = units.find(([, unitMs]) => ms >= 2 * unitMs) ?? units[3];
  const count = Math.floor(ms / size);
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
