"use client";

import { Check, Sparkles, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { type ProposedRule, ruleText } from "./proposal";

export type ProposalPanelProps = {
  proposed: readonly ProposedRule[];
  /** How many fields a person has to decide about. */
  questions: number;
  onTake: (taken: readonly ProposedRule[]) => void;
  onPutAway: (fields: readonly string[]) => void;
};

/** What the sample seems to need: marked as proposed until each rule is taken or put away. */
export function ProposalPanel({ proposed, questions, onTake, onPutAway }: ProposalPanelProps) {
  return (
    <section aria-label="Proposed rules" className="mx-5 mb-4 rounded-lg border border-info/30 bg-info-soft">
      <div className="flex flex-wrap items-center justify-between gap-2 px-4 py-2.5">
        <p role="status" className="flex min-w-0 items-center gap-2 font-medium text-sm">
          <Sparkles aria-hidden className="size-4 shrink-0 text-info-text" />
          {titleOf(proposed.length, questions)}
        </p>
        {proposed.length > 0 && (
          <div className="flex gap-2">
            <Button variant="ghost" size="sm" onClick={() => onPutAway(proposed.map(({ field }) => field))}>
              Put away
            </Button>
            <Button size="sm" onClick={() => onTake(proposed)}>
              Accept all
            </Button>
          </div>
        )}
      </div>
      {proposed.length > 0 && (
        <ul className="divide-y divide-info/15 border-info/15 border-t">
          {proposed.map((one) => (
            <li key={one.field} className="flex items-center justify-between gap-3 px-4 py-2">
              <div className="min-w-0 text-sm">
                <p className="break-words">
                  <code className="font-medium">{one.field}</code>
                  <span className="text-muted-foreground"> from </span>
                  <code className="break-words text-xs">{ruleText(one.rule)}</code>
                </p>
                {one.note && <p className="text-muted-foreground text-xs">{one.note}</p>}
              </div>
              <div className="flex shrink-0">
                <Button variant="ghost" size="icon-sm" aria-label={`Accept ${one.field}`} onClick={() => onTake([one])}>
                  <Check aria-hidden />
                </Button>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Put ${one.field} away`}
                  onClick={() => onPutAway([one.field])}
                >
                  <X aria-hidden />
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function titleOf(rules: number, questions: number): string {
  const decide = questions === 0 ? "" : `${questions} ${questions === 1 ? "field is" : "fields are"} for you to decide`;
  if (rules > 0) return `${rules} proposed ${rules === 1 ? "rule" : "rules"}${decide && `; ${decide}`}`;
  return decide || "The sample needs no further rule.";
}
