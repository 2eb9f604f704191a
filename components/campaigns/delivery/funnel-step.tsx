"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { cn } from "@/components/ui/cn";
import { formatCount, formatInteger, formatPercent } from "@/components/ui/format";
import { type FunnelStep, funnelReasonText, stepWords } from "./funnel-words";

type FunnelStepRowProps = {
  step: FunnelStep;
  /** 0 to 1, of the largest step. */
  width: number;
  open: boolean;
  onToggle: () => void;
};

/** One step: how many, which part of what came before, and behind it the reasons. */
export function FunnelStepRow({ step, width, open, onToggle }: FunnelStepRowProps) {
  const id = useId();
  const { label, rateOf } = stepWords[step.step];
  return (
    <li className="border-b last:border-b-0" data-testid={`funnel-${step.step}`}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
        className="block w-full px-5 py-3 text-left transition-colors hover:bg-muted/50 focus-visible:-outline-offset-2"
      >
        <span className="flex items-baseline gap-3 text-sm">
          <span className="font-medium">{label}</span>
          <span className="min-w-0 truncate text-muted-foreground text-xs tabular-nums">
            {rateOf && `${formatPercent(step.rate)} ${rateOf}`}
          </span>
          <span className="ml-auto font-semibold text-base tabular-nums">{formatCount(step.count)}</span>
          <ChevronDown
            aria-hidden
            className={cn(
              "size-4 shrink-0 self-center text-faint-foreground transition-transform",
              open && "rotate-180",
            )}
          />
        </span>
        <span aria-hidden className="mt-2 block h-2 overflow-hidden rounded-full bg-accent">
          {step.count > 0 && (
            <span className="block h-full min-w-[3px] rounded-full bg-chart-1" style={{ width: `${width * 100}%` }} />
          )}
        </span>
      </button>
      {open && <Reasons id={id} step={step} />}
    </li>
  );
}

function Reasons({ id, step }: { id: string; step: FunnelStep }) {
  const reasons = step.reasons.filter(({ count }) => count > 0);
  return (
    <div id={id} className="px-5 pb-4 text-sm">
      <p className="text-muted-foreground text-xs">
        {stepWords[step.step].label}: {stepWords[step.step].hint}.
      </p>
      {reasons.length === 0 && <p className="mt-2">Nothing was left out here.</p>}
      <ul className="mt-1">
        {reasons.map((reason) => (
          <li
            key={`${reason.reason} ${reason.rule}`}
            className="flex items-baseline justify-between gap-4 border-t py-2 first:border-t-0"
          >
            <span className="min-w-0 break-words">{funnelReasonText(reason)}</span>
            <span className="shrink-0 tabular-nums">{formatInteger(reason.count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
