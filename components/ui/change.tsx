import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { cn } from "./cn";
import { formatPercent } from "./format";

export type ChangeProps = {
  /** Relative change as a fraction (0.12 is +12 %); null when there is nothing to compare with. */
  value: number | null;
  /** Which way is good; `neither` stays grey (volume, cost). */
  better?: "up" | "down" | "neither";
  /** What it is compared with, for assistive technology. */
  comparedWith?: string;
  /** The earlier figure as it is written. */
  before?: string | undefined;
};

/** Beyond tenfold the figure says nothing more: there was next to nothing before. */
const mostShown = 10;

/** A relative change with arrow and sign, so that it does not lean on colour. */
export function Change({ value, better = "up", comparedWith = "the period before", before }: ChangeProps) {
  if (value === null || !Number.isFinite(value)) return null;
  const flat = Math.abs(value) < 0.0005;
  const up = value > 0;
  const good = better === "neither" || flat ? null : up === (better === "up");
  const Icon = flat ? ArrowRight : up ? ArrowUpRight : ArrowDownRight;
  return (
    <span
      title={before && `${before} in ${comparedWith}`}
      className={cn(
        "inline-flex items-center gap-0.5 font-medium text-xs tabular-nums",
        good === null && "text-muted-foreground",
        good === true && "text-success-text",
        good === false && "text-danger-text",
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {Math.abs(value) >= mostShown
        ? `>${formatPercent(mostShown, { digits: 0 })}`
        : formatPercent(Math.abs(value), { digits: Math.abs(value) < 0.1 ? 1 : 0 })}
      <span className="sr-only">{` ${flat ? "unchanged" : up ? "up" : "down"} against ${comparedWith}`}</span>
    </span>
  );
}
