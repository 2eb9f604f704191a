import { cn } from "@/components/ui/cn";
import { formatInteger } from "@/components/ui/format";
import type { Batch } from "@/lib/contracts/batch";
import { type SegmentKey, segmentsOf } from "./batch-figures";

const colors: Record<SegmentKey, string> = {
  counted: "bg-chart-1",
  filtered: "bg-chart-1/45",
  duplicate: "bg-faint-foreground/60",
  rejected: "bg-danger",
  pending: "bg-muted",
};

export type BatchBarProps = { batch: Batch; className?: string };

/** All records of a batch as one bar: a part a fate, none so small that it cannot be seen. */
export function BatchBar({ batch, className }: BatchBarProps) {
  const segments = segmentsOf(batch).filter(({ count }) => count > 0);
  const text = segments.map(({ label, count }) => `${formatInteger(count)} ${label}`).join(", ");
  return (
    <div
      role="img"
      aria-label={text || "no records"}
      title={text || "no records"}
      className={cn("flex h-2 w-full gap-px overflow-hidden rounded-full bg-muted", className)}
    >
      {segments.map(({ key, count }) => (
        <span
          key={key}
          className={cn("h-full min-w-1 basis-0 transition-[flex-grow] duration-300", colors[key])}
          style={{ flexGrow: count }}
        />
      ))}
    </div>
  );
}

/** What the colours of the bar mean, with their counts. */
export function BatchLegend({ batch, className }: BatchBarProps) {
  return (
    <ul className={cn("flex flex-wrap gap-x-5 gap-y-1 text-muted-foreground text-sm", className)}>
      {segmentsOf(batch).map(({ key, label, count }) => (
        <li key={key} className="inline-flex items-center gap-2">
          <span
            aria-hidden
            className={cn("size-2 rounded-[2px]", colors[key], key === "pending" && "border border-input")}
          />
          <span>
            <span className="text-foreground tabular-nums">{formatInteger(count)}</span> {label}
          </span>
        </li>
      ))}
    </ul>
  );
}
