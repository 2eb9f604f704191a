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
          <div
            role="img"
            aria-label={summary(days)}
            className="flex h-2.5 gap-px overflow-hidden rounded-sm sm:gap-[2px]"
          >
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
          <span aria-hidden className={cn("h-2.5 w-3 rounded-[2px]", looks[state])} />
          {days.filter((day) => day.state === state).length} {dayStates[state].label}
        </span>
      ))}
    </>
  );
}

/** Different by form as well: filled, half filled, only a frame. */
const looks: Record<Day["state"], string> = {
  closed: "bg-success/70",
  settling:
    "bg-warning-soft bg-[repeating-linear-gradient(135deg,var(--warning)_0_2px,transparent_2px_4px)] ring-1 ring-warning/50 ring-inset",
  open: "bg-transparent ring-1 ring-info ring-inset",
};

function DayCell({ day }: { day: Day }) {
  return (
    <span
      title={`${formatCalendarDate(day.day)}, ${dayText(day)}`}
      className={cn("h-full min-w-0 flex-1 rounded-[2px]", looks[day.state])}
    />
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
