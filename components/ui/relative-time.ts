import { formatDate } from "./format-time";

const UNITS = [
  { suffix: "d", ms: 86_400_000 },
  { suffix: "h", ms: 3_600_000 },
  { suffix: "min", ms: 60_000 },
  { suffix: "s", ms: 1_000 },
] as const;

/** How long before (or after) `nowMs`: "just now", "12 s ago", "4 min ago", "in 3 h"; beyond 30 days the date in UTC. */
export function relativeTime(atMs: number, nowMs: number): string {
  const distance = Math.abs(nowMs - atMs);
  if (distance < 5_000) return "just now";
  if (distance > 30 * 86_400_000) return formatDate(atMs, "UTC");
  const unit = UNITS.find((candidate) => distance >= candidate.ms);
  if (!unit) return "just now";
  const text = `${Math.floor(distance / unit.ms)} ${unit.suffix}`;
  return atMs <= nowMs ? `${text} ago` : `in ${text}`;
}
