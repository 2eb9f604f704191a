"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "./button";
import { addMonths, calendarStep, monthGrid } from "./calendar-date";
import { CalendarDay } from "./calendar-day";
import { formatMonth } from "./format-time";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export type CalendarProps = {
  /** The range that is marked, both ends counted. */
  from: string;
  to: string;
  /** The last day that can be taken. */
  max: string;
  onPick: (date: string) => void;
};

/** One month of days. Arrow keys move by days and weeks, Page Up and Down by months, Home and End within a week. */
export function Calendar({ from, to, max, onPick }: CalendarProps) {
  const [focused, setFocused] = useState(to > max ? max : to);
  const grid = useRef<HTMLTableElement>(null);
  const days = monthGrid(focused);
  const weeks = Array.from({ length: 6 }, (_, week) => days.slice(week * 7, week * 7 + 7));

  function move(event: KeyboardEvent) {
    const next = calendarStep(focused, event.key);
    if (next === null) return;
    event.preventDefault();
    const reached = next > max ? max : next;
    setFocused(reached);
    // The day may lie in a month that is drawn only after this event.
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-date="${reached}"]`)?.focus());
  }

  return (
    <div className="w-64">
      <div className="flex h-8 items-center justify-between">
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Month before"
          onClick={() => setFocused(addMonths(focused, -1))}
        >
          <ChevronLeft aria-hidden />
        </Button>
        <p aria-live="polite" className="font-medium text-sm">
          {formatMonth(focused)}
        </p>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Month after"
          disabled={addMonths(focused, 1) > max}
          onClick={() => setFocused(addMonths(focused, 1))}
        >
          <ChevronRight aria-hidden />
        </Button>
      </div>
      <table ref={grid} aria-label={formatMonth(focused)} className="mt-1 w-full table-fixed border-collapse">
        <thead>
          <tr>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col" abbr={weekday} className="h-7 font-normal text-2xs text-faint-foreground">
                {weekday.slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <CalendarDay
                  key={date}
                  date={date}
                  range={{ from, to }}
                  isOutside={date.slice(0, 7) !== focused.slice(0, 7)}
                  isFocusable={date === focused}
                  disabled={date > max}
                  onKeyDown={move}
                  onPick={() => {
                    setFocused(date);
                    onPick(date);
                  }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
