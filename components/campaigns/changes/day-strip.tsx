"use client";

import { useDays } from "@/components/campaigns/report-queries";
import type { ReportScope } from "@/components/campaigns/report-scope";
import { cn } from "@/components/ui/cn";
import { formatCalendarDate } from "@/components/ui/format-time";
import { useUrlState } from "@/components/ui/use-url-state";
import { curveText, type Day, dayStates, dayText, expectedOf, expectedText } from "./day-words";

/** Under the chart: how final each day is, and what is still to be expected. Takes its room before it knows. */
export function DayStrip({ scope }: { scope: Pick<ReportScope, "campaignId" | "dates" | "traffic"> }) {
  const { data, error } = useDays(scope);
  const url = useUrlState();
  const days = data?.days ?? [];
  const [first, last] = [days[0], days.at(-1)];
  return (
    <section aria-label="How final the days are" className="mt-3 min-h-[5.25rem] border-t pt-3" data-testid="day-strip">
      {error && !data && <p className="text-danger-text text-xs">How final the days are could not be loaded.</p>}
      {data && first && last && (
        <>
          <div role="img" aria-label={summary(days)} className="flex h-3 gap-px sm:gap-[2px]">
            {days.map((day) => (
              <DayCell key={day.day} day={day} />
            ))}
          </div>
          <div className="mt-1 flex justify-between text-2xs text-faint-foreground tabular-nums">
            <span>{formatCalendarDate(first.day).slice(0, -5)}</span>
            {last !== first && <span>{formatCalendarDate(last.day).slice(0, -5)}</span>}
          </div>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground text-xs">
            <Legend days={days} />
            <span title={curveText(data.curve)}>{toCome(days)}</span>
            <button
              type="button"
              className="rounded-sm text-brand hover:underline"
              onClick={() => url.set({ tab: "changes" })}
            >
              Day by day
            </button>
          </p>
        </>
      )}
    </section>
  );
}

function Legend({ days }: { days: readonly Day[] }) {
  return (
    <>
      {(["closed", "settling", "open"] as const).map((state) => (
        <span key={state} className="inline-flex items-center gap-1.5 tabular-nums">
          <Mark state={state} fill={{ closed: 1, settling: 0.5, open: 0 }[state]} className="h-2.5 w-3" />
          {days.filter((day) => day.state === state).length} {dayStates[state].label}
        </span>
      ))}
    </>
  );
}

/** How high a day is filled: a closed one wholly, a settling one by what should have come, half where nobody knows. */
function fillOf(day: Day): number {
  if (day.state === "closed") return 1;
  return day.state === "open" ? 0 : Math.min(0.85, Math.max(0.15, day.settledShare ?? 0.5));
}

const looks: Record<Day["state"], string> = { closed: "bg-success/70", settling: "bg-warning/60", open: "" };

/** Different by form as well as by colour: full, partly filled, only a frame. */
function Mark({ state, fill, className }: { state: Day["state"]; fill: number; className?: string }) {
  return (
    <span
      className={cn(
        "relative block overflow-hidden rounded-[2px]",
        state === "open" ? "ring-1 ring-info ring-inset" : "bg-accent",
        className,
      )}
    >
      <span className={cn("absolute inset-x-0 bottom-0", looks[state])} style={{ height: `${fill * 100}%` }} />
    </span>
  );
}

function DayCell({ day }: { day: Day }) {
  return (
    <span title={`${formatCalendarDate(day.day)}, ${dayText(day)}`} className="block h-full min-w-0 flex-1">
      <Mark state={day.state} fill={fillOf(day)} className="h-full" />
    </span>
  );
}

function toCome(days: readonly Day[]): string {
  const { expected, unknown } = expectedOf(days);
  if (days.every((day) => day.state === "closed")) return "No more conversions are expected of these days.";
  if (unknown > 0 && expected === 0) return "More conversions may come; how many is not known yet.";
  const rest = unknown > 0 ? ", and of some days it is not known" : "";
  return `About ${expectedText(expected)} more conversions expected of these days${rest}.`;
}

function summary(days: readonly Day[]): string {
  const count = (state: Day["state"]) => days.filter((day) => day.state === state).length;
  return `Of ${days.length} days ${count("closed")} are closed, ${count("settling")} settling and ${count("open")} open. ${toCome(days)}`;
}
