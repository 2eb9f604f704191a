import { formatTime, formatWeekday } from "@/components/ui/format-time";
import type { ChartBucket } from "./series";

const LENGTH_MS = { "15m": 900_000, hour: 3_600_000 } as const;

/** What a bucket covers: "Mon 23 Nov", or "Mon 23 Nov, 14:00–15:00" in the zone. */
export function bucketLabel(atMs: number, bucket: ChartBucket, timeZone: string): string {
  const day = formatWeekday(atMs, timeZone);
  if (bucket === "day") return day;
  return `${day}, ${formatTime(atMs, timeZone)}–${formatTime(atMs + LENGTH_MS[bucket], timeZone)}`;
}
