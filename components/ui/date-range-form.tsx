"use client";

import { type FormEvent, useState } from "react";
import { Button } from "./button";
import { calendarDateOf, isCalendarDate } from "./calendar-date";
import { Field } from "./field";
import { safeTimeZone } from "./format-time";
import { Input } from "./input";

export type DateRangeFormProps = {
  initial: { from: string; to: string };
  timeZone: string;
  onApply: (range: { from: string; to: string }) => void;
};

/** Free choice of the first and last day, both counted. */
export function DateRangeForm({ initial, timeZone, onApply }: DateRangeFormProps) {
  const [{ from, to }, setRange] = useState(initial);
  const today = calendarDateOf(new Date(), safeTimeZone(timeZone));
  const complete = isCalendarDate(from) && isCalendarDate(to);
  const error = complete && from > to ? "The last day lies before the first." : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (complete && !error) onApply({ from, to });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3 p-3">
      <div className="grid grid-cols-2 gap-2">
        <Field label="From">
          {(control) => (
            <Input
              {...control}
              type="date"
              required
              max={today}
              value={from}
              onChange={(event) => setRange({ from: event.target.value, to })}
            />
          )}
        </Field>
        <Field label="To" error={error}>
          {(control) => (
            <Input
              {...control}
              type="date"
              required
              max={today}
              value={to}
              onChange={(event) => setRange({ from, to: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="mt-auto flex items-center justify-between gap-4">
        <p className="text-faint-foreground text-xs">Days in {timeZone}</p>
        <Button type="submit" size="sm" disabled={!complete || error !== undefined}>
          Apply
        </Button>
      </div>
    </form>
  );
}
