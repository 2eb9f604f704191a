import { ArrowRight } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { RuleObject } from "./edit-rule";
import { readTime } from "./read-time";

const maxShown = 3;

export type TimeReadingsProps = { rule: RuleObject; values: readonly string[]; timeZone: string };

/** The sample's times as they are read with a rule, or why they cannot be. */
export function TimeReadings({ rule, values, timeZone }: TimeReadingsProps) {
  if (values.length === 0) return null;
  return (
    <ul aria-label="The sample's times as they are read" className="flex flex-col gap-0.5 text-xs">
      {values.slice(0, maxShown).map((value) => {
        const reading = readTime(rule, value, timeZone);
        const isRead = "text" in reading;
        return (
          <li key={value} className="flex flex-wrap items-baseline gap-x-1.5">
            <code className="break-all text-muted-foreground">{value}</code>
            <ArrowRight aria-label="is read as" className="size-3 shrink-0 self-center text-faint-foreground" />
            <span className={cn("min-w-0 break-words", isRead ? "tabular-nums" : "text-danger-text")}>
              {isRead ? reading.text : reading.problem}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
