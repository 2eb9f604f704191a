import type { EventKind } from "@/lib/contracts/kinds";
import type { Metrics } from "@/lib/contracts/metrics";

const metricsByKind: Record<EventKind, (keyof Metrics)[]> = {
  impression: ["impressions", "viewableImpressions", "ctr", "costMicros", "reach", "frequency", "winRate"],
  click: ["clicks", "orphanClicks", "ctr", "cvr", "costMicros"],
  conversion: ["conversions", "cvr", "revenueMicros", "roas"],
  bid_request: ["bidRequests", "winRate"],
};

/**
 * Which metrics of a campaign an alert makes doubtful: its own metric when it is of a campaign, and
 * when it is of a source, those that the kinds of event feed which the source sends.
 */
export function touchedMetrics(alert: { metric: string; kinds: readonly EventKind[] }): string[] {
  if (alert.kinds.length === 0) return [alert.metric];
  return [...new Set(alert.kinds.flatMap((kind) => metricsByKind[kind]))];
}
