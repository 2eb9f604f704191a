"use client";

import { cn } from "./cn";
import { NO_VALUE } from "./format";
import { formatDateTime, type Moment } from "./format-time";
import { relativeTime } from "./relative-time";
import { useNow } from "./use-now";

export type TimeAgoProps = {
  at: Moment | null | undefined;
  /** Zone of the exact time shown on hover; UTC if not given. */
  timeZone?: string;
  /** What to say when it never happened. */
  never?: string;
  className?: string;
};

/** "4 min ago", kept current, with the exact time on hover and in the markup. */
export function TimeAgo({ at, timeZone = "UTC", never = NO_VALUE, className }: TimeAgoProps) {
  const nowMs = useNow();
  const date = at === null || at === undefined ? null : new Date(at);
  if (!date || Number.isNaN(date.getTime()))
    return <span className={cn("text-muted-foreground", className)}>{never}</span>;
  const exact = formatDateTime(date, timeZone, { seconds: true, zone: true });
  return (
    <time dateTime={date.toISOString()} title={exact} className={cn("whitespace-nowrap tabular-nums", className)}>
      {nowMs === null ? formatDateTime(date, timeZone) : relativeTime(date.getTime(), nowMs)}
    </time>
  );
}
