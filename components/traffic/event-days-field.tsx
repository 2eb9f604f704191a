"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { DaysChoice, EventDays } from "./event-days";

type EventDaysFieldProps = { value: EventDays; onChange: (days: EventDays) => void; problem?: string };

const choices: readonly { value: DaysChoice; label: string }[] = [
  { value: "days", label: "Some days" },
  { value: "from", label: "From a day on" },
  { value: "always", label: "Always, past and future" },
];

/** For which events a change counts, by the day on which they happened. */
export function EventDaysField({ value, onChange, problem }: EventDaysFieldProps) {
  const { choice, from, to } = value;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="For events of" className="sm:col-span-2">
        {(control) => (
          <Select
            {...control}
            className="w-full"
            value={choice}
            onChange={(next) => onChange({ ...value, choice: next })}
            options={choices}
          />
        )}
      </Field>
      {choice !== "always" && (
        <Field label="First day (UTC)" error={choice === "from" ? problem : undefined}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={from}
              onChange={(event) => onChange({ ...value, from: event.target.value })}
            />
          )}
        </Field>
      )}
      {choice === "days" && (
        <Field label="Last day (UTC)" error={problem}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={to}
              onChange={(event) => onChange({ ...value, to: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
