import { cn } from "@/components/ui/cn";
import { formatInteger } from "@/components/ui/format";
import type { EquationTerm, TermKey } from "./explain-equation";

const bars: Record<TermKey, string> = {
  received: "bg-chart-6/70",
  duplicate: "bg-faint-foreground/60",
  rejected: "bg-danger",
  filtered: "bg-warning",
  unattributed: "bg-faint-foreground/60",
  counted: "bg-chart-1",
};

/** The equation as a waterfall: one line a term, read from top to bottom, figures one under the other. */
export function ExplainWaterfall({ terms, label }: { terms: readonly EquationTerm[]; label: string }) {
  return (
    <ul aria-label={label} className="flex flex-col">
      {terms.map((term) => (
        <li
          key={term.key}
          data-testid={`explain-${term.key}`}
          className={cn("border-t py-2.5 first:border-t-0 first:pt-0", term.sign === "=" && "border-border-strong")}
        >
          <div className="flex items-baseline justify-between gap-4 text-sm">
            <span className={cn("min-w-0", term.sign !== "−" && "font-medium")}>
              <span aria-hidden className="inline-block w-4 text-muted-foreground tabular-nums">
                {term.sign}
              </span>
              {term.sign === "−" && <span className="sr-only">less </span>}
              {term.label}
            </span>
            <span
              data-testid="term-value"
              className={cn(
                "shrink-0 tabular-nums",
                term.sign === "−" ? "text-foreground" : "font-semibold text-base",
                term.sign === "−" && term.value === 0 && "text-faint-foreground",
              )}
            >
              {formatInteger(term.value)}
            </span>
          </div>
          <p className="pl-4 text-faint-foreground text-xs">{term.hint}</p>
          <div aria-hidden className="relative mt-1.5 ml-4 h-2 overflow-hidden rounded-full bg-accent">
            {term.value > 0 && (
              <div
                className={cn("absolute inset-y-0 min-w-[3px] rounded-full", bars[term.key])}
                style={{ left: `min(${term.from * 100}%, calc(100% - 3px))`, width: `${(term.to - term.from) * 100}%` }}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
