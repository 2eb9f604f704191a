"use client";

import { type FormEvent, useState } from "react";
import { Button } from "./button";
import { Calendar } from "./calendar";
import { calendarDateOf, daysInRange, isCalendarDate } from "./calendar-date";
import { pickDay, type RangePick } from "./date-range";
import { Field } from "./field";
import { formatInteger } from "./format";
import { safeTimeZone } from "./format-time";
import { Input } from "./input";

export type DateRangeFormProps = {
  initial: { from: string; to: string };
  timeZone: string;
  onApply: (range: { from: string; to: string }) => void;
};

/** Free choice of the first and last day, both counted. */
export function DateRangeForm({ initial, timeZone, onApply }: DateRangeFormProps) {
  const [pick, setPick] = useState<RangePick>({ ...initial, isOpen: false });
  const { from, to } = pick;
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
              onChange={(event) => setPick({ from: event.target.value, to, isOpen: false })}
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
              onChange={(event) => setPick({ from, to: event.target.value, isOpen: false })}
            />
          )}
        </Field>
      </div>
      <div className="hidden justify-center sm:flex">
        <Calendar from={from} to={to} max={today} onPick={(date) => setPick(pickDay(pick, date))} />
      </div>
      <div className="mt-auto flex items-center justify-between gap-4">
        <p className="text-faint-foreground text-xs">
          {complete && !error && `${formatInteger(daysInRange(from, to))} ${from === to ? "day" : "days"} in `}
          {timeZone}
        </p>
        <Button type="submit" size="sm" disabled={!complete || error !== undefined}>
          Apply
        </Button>
      </div>
    </form>
  );
}
