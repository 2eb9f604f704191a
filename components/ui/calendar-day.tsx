import type { KeyboardEvent } from "react";
import { cn } from "./cn";
import { formatCalendarDate } from "./format-time";

export type CalendarDayProps = {
  date: string;
  range: { from: string; to: string };
  /** A day of the month before or after. */
  isOutside: boolean;
  /** The one day of the grid that takes the tab key. */
  isFocusable: boolean;
  disabled: boolean;
  onPick: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** A day in the grid of a `Calendar`. */
export function CalendarDay({ date, range, isOutside, isFocusable, disabled, onPick, onKeyDown }: CalendarDayProps) {
  const isEnd = date === range.from || date === range.to;
  const isWithin = date >= range.from && date <= range.to;
  return (
    <td
      className={cn(
        "p-0 py-px",
        isWithin && "bg-clip-content bg-brand-soft",
        date === range.from && "rounded-l-md",
        date === range.to && "rounded-r-md",
      )}
    >
      <button
        type="button"
        data-date={date}
        tabIndex={isFocusable ? 0 : -1}
        disabled={disabled}
        aria-label={formatCalendarDate(date)}
        aria-pressed={isWithin}
        onKeyDown={onKeyDown}
        onClick={onPick}
        className={cn(
          "h-8 w-full rounded-md text-sm tabular-nums transition-colors focus-visible:relative focus-visible:outline-offset-1 disabled:text-faint-foreground disabled:opacity-50",
          isOutside && !isEnd && "text-faint-foreground",
          isEnd ? "bg-brand font-medium text-brand-foreground" : "enabled:hover:bg-accent",
        )}
      >
        {Number(date.slice(8))}
      </button>
    </td>
  );
}
