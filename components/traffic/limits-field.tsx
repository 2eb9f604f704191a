"use client";

import { Plus, X } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { LimitRow } from "./params-form";

type LimitsFieldProps = {
  label: string;
  hint: string;
  rows: readonly LimitRow[];
  onChange: (rows: LimitRow[]) => void;
  problem?: string;
};

const mostLimits = 8;
const kinds = [
  { value: "impression", label: "Impressions" },
  { value: "click", label: "Clicks" },
] as const;

/** A list of limits: more than so many events of a kind within so many seconds. */
export function LimitsField({ label, hint, rows, onChange, problem }: LimitsFieldProps) {
  const id = useId();
  const set = (row: LimitRow, change: Partial<LimitRow>) =>
    onChange(rows.map((each) => (each.id === row.id ? { ...each, ...change } : each)));
  return (
    <fieldset aria-describedby={`${id}-hint`} className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      <div
        aria-hidden
        className="grid grid-cols-[minmax(0,1fr)_4.5rem_4.75rem_2.25rem] sm:grid-cols-[minmax(0,1fr)_5.5rem_5.5rem_2.25rem] gap-2 text-muted-foreground text-xs"
      >
        <span>Kind</span>
        <span>More than</span>
        <span>In seconds</span>
      </div>
      {rows.map((row, index) => (
        <div
          key={row.id}
          className="grid grid-cols-[minmax(0,1fr)_4.5rem_4.75rem_2.25rem] sm:grid-cols-[minmax(0,1fr)_5.5rem_5.5rem_2.25rem] items-center gap-2"
        >
          <Select
            aria-label={`Kind of limit ${index + 1}`}
            className="w-full"
            value={row.kind}
            onChange={(kind) => set(row, { kind })}
            options={kinds}
          />
          <Input
            aria-label={`Events of limit ${index + 1}`}
            inputMode="numeric"
            value={row.events}
            onChange={(event) => set(row, { events: event.target.value })}
          />
          <Input
            aria-label={`Seconds of limit ${index + 1}`}
            inputMode="numeric"
            value={row.seconds}
            onChange={(event) => set(row, { seconds: event.target.value })}
          />
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Remove limit ${index + 1}`}
            disabled={rows.length === 1}
            onClick={() => onChange(rows.filter((each) => each.id !== row.id))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button
          variant="secondary"
          size="sm"
          disabled={rows.length >= mostLimits}
          onClick={() => onChange([...rows, { id: crypto.randomUUID(), kind: "click", seconds: "60", events: "" }])}
        >
          <Plus aria-hidden />
          Add a limit
        </Button>
      </div>
      <p
        id={`${id}-hint`}
        role={problem ? "alert" : undefined}
        className={problem ? "text-danger-text text-sm" : "text-muted-foreground text-sm"}
      >
        {problem ?? hint}
      </p>
    </fieldset>
  );
}
