"use client";

import { useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { formatInteger } from "@/components/ui/format";
import { formatCalendarDate } from "@/components/ui/format-time";
import { type ArrivalBucket, type ArrivalCell, arrivalGrid, arrivalLevel } from "./arrival-grid";

export type ArrivalStripProps = {
  /** What arrives: "Impressions from adserver". */
  label: string;
  /** Counts an hour (or finer: they are added up); hours without a bucket count as nothing. */
  buckets: readonly ArrivalBucket[];
  timeZone: string;
  /** The end of the strip; now, if not given. */
  now?: Date;
  days?: number;
  /** When the first ever arrived, if it is known: no silence is shown before it. */
  since?: Date | null;
  className?: string;
};

const LEVELS = { 1: "opacity-25", 2: "opacity-50", 3: "opacity-75", 4: "opacity-100" } as const;

/** Seven days of arrivals, a row a day and a cell an hour. Hours in which nothing came stand out by form, not by colour alone. */
export function ArrivalStrip({ label, buckets, timeZone, now, days = 7, since, className }: ArrivalStripProps) {
  const grid = useMemo(
    () => arrivalGrid(buckets, timeZone, now ?? new Date(), days, since),
    [buckets, timeZone, now, days, since],
  );
  const cells = grid.flatMap((day) => day.cells);
  const largest = Math.max(0, ...cells.map((cell) => cell.count));
  const silent = cells.filter((cell) => cell.state === "none").length;
  const total = cells.reduce((sum, cell) => sum + cell.count, 0);
  const summary = `${label}: ${formatInteger(total)} in ${days} days, ${formatInteger(silent)} hours without any. Hours in ${timeZone}.`;
  return (
    <div role="img" aria-label={summary} className={cn("min-w-0", className)}>
      {grid.map((day) => (
        <div key={day.date} className="flex items-center gap-2">
          <span className="w-10 shrink-0 text-2xs text-faint-foreground tabular-nums">
            {formatCalendarDate(day.date).slice(0, -5)}
          </span>
          <div className="grid min-w-0 flex-1 grid-cols-24 gap-[2px] py-px">
            {day.cells.map((cell) => (
              <Cell key={cell.hour} cell={cell} date={day.date} largest={largest} />
            ))}
          </div>
        </div>
      ))}
      <div className="mt-1 flex justify-between pl-12 text-2xs text-faint-foreground tabular-nums">
        {["00", "06", "12", "18", "24"].map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
    </div>
  );
}

function Cell({ cell, date, largest }: { cell: ArrivalCell; date: string; largest: number }) {
  const hour = String(cell.hour).padStart(2, "0");
  const title =
    cell.state === "outside"
      ? undefined
      : `${formatCalendarDate(date)}, ${hour}:00: ${cell.count === 0 ? "nothing arrived" : formatInteger(cell.count)}`;
  return (
    <span
      title={title}
      className={cn(
        "relative h-3.5 overflow-hidden rounded-[2px]",
        cell.state === "outside" ? "bg-muted/60" : "bg-muted",
      )}
    >
      {cell.state === "some" && (
        <span className={cn("absolute inset-0 bg-chart-1", LEVELS[arrivalLevel(cell.count, largest)])} />
      )}
      {cell.state === "none" && (
        <span className="absolute inset-0 rounded-[2px] border border-danger/70 bg-danger-soft" />
      )}
    </span>
  );
}
