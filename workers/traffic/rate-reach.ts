import type { RateLimit } from "@/lib/contracts/traffic";
import type { TrafficSettings } from "@/lib/contracts/traffic-settings";
import type { Reach } from "@/lib/storage/traffic/load-times";
import type { RateRule } from "./rules/rate";

/** The longest window that a limit can have. */
const longestMs = 86_400_000;

/**
 * How far events of a range can matter to others by a rate rule: an event is too many by a window that holds
 * it and fewer than its limit's events in a row between the two.
 * @returns exclusive milliseconds and most events; both 0 when no limit counts this kind
 */
export function rateReach(
  settings: TrafficSettings,
  rule: RateRule,
  kind: RateLimit["kind"],
  range: { from: number; to: number },
): Reach & { fewest: number } {
  const limits = settings
    .between(rule, range.from - longestMs, range.to + longestMs)
    .flatMap(({ setting }) => setting.params.limits)
    .filter((limit) => limit.kind === kind);
  return {
    ms: Math.max(0, ...limits.map((limit) => limit.seconds * 1000)),
    events: Math.max(0, ...limits.map((limit) => limit.events)),
    fewest: limits.length > 0 ? Math.min(...limits.map((limit) => limit.events)) : 0,
  };
}
