"use client";

import { CalendarDays, ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { DATE_PRESET_LABELS, DATE_PRESETS, type DateRange, dateRangeLabel, resolveDateRange } from "./date-range";
import { DateRangeForm } from "./date-range-form";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";

export type DateRangePickerProps = {
  value: DateRange;
  onChange: (range: DateRange) => void;
  /** Zone in which "today" is meant; also shown, so that nobody has to guess. */
  timeZone: string;
  className?: string;
};

/** Presets and free dates. Knows nothing of the URL: the screen keeps the value. */
export function DateRangePicker({ value, onChange, timeZone, className }: DateRangePickerProps) {
  const [open, setOpen] = useState(false);
  const preset = "preset" in value ? value.preset : null;

  function choose(range: DateRange) {
    onChange(range);
    setOpen(false);
  }

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="secondary" aria-label={`Date range: ${dateRangeLabel(value)}`} className={className}>
          <CalendarDays aria-hidden className="text-muted-foreground" />
          <span className="tabular-nums">{dateRangeLabel(value)}</span>
          <ChevronDown aria-hidden className="text-muted-foreground" />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="flex flex-col p-0 sm:flex-row">
        <fieldset className="grid grid-cols-2 gap-0.5 border-b p-2 sm:flex sm:w-40 sm:flex-col sm:border-r sm:border-b-0">
          <legend className="sr-only">Presets</legend>
          {DATE_PRESETS.map((candidate) => (
            <button
              key={candidate}
              type="button"
              aria-pressed={candidate === preset}
              onClick={() => choose({ preset: candidate })}
              className={cn(
                "rounded-md px-2.5 py-1.5 text-left text-sm transition-colors hover:bg-accent pointer-coarse:py-2.5",
                candidate === preset && "bg-accent font-medium",
              )}
            >
              {DATE_PRESET_LABELS[candidate]}
            </button>
          ))}
        </fieldset>
        <DateRangeForm initial={resolveDateRange(value, timeZone)} timeZone={timeZone} onApply={choose} />
      </PopoverContent>
    </Popover>
  );
}
