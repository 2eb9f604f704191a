"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ruleTitle } from "@/components/ui/rule-words";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { StatusDot } from "@/components/ui/status-dot";
import type { TrafficJob } from "@/lib/contracts/traffic";
import { JobList } from "./job-list";
import { ParamsDialog } from "./params-dialog";
import { paramFields } from "./params-form";
import { paramTexts, type RuleRow } from "./rule-state";
import { RuleSteps } from "./rule-steps";
import { SwitchDialog } from "./switch-dialog";

type RuleSheetProps = {
  rule: RuleRow;
  jobs: readonly TrafficJob[];
  dates: { from: string; to: string };
  canManage: boolean;
  onClose: () => void;
};

const looksAt = {
  record: "It looks at each record as it comes, before its address and agent are thrown away.",
  events:
    "It looks at the stored events together, by the time at which they happened, and again when late ones arrive.",
} as const;

/** One rule at the side: what it does, how it is set and was set, and the ways to change it. */
export function RuleSheet({ rule, jobs, dates, canManage, onClose }: RuleSheetProps) {
  const [dialog, setDialog] = useState<"off" | "on" | "params" | null>(null);
  const close = () => setDialog(null);
  const texts = paramTexts(rule);
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        title={ruleTitle(rule.name)}
        className="w-full sm:max-w-lg"
        returnFocusTo={() => document.querySelector<HTMLElement>(`[data-opens="${rule.name}"]`)}
      >
        <div className="flex flex-col gap-6 p-5 text-sm">
          <div className="flex flex-col gap-2">
            <p className="flex items-center gap-3">
              <StatusDot tone={rule.enabled ? "success" : "neutral"}>{rule.enabled ? "on" : "off"}</StatusDot>
              <Badge tone={rule.category === "general" ? "neutral" : "info"}>{rule.category}</Badge>
            </p>
            <p>{rule.description}</p>
            <p className="text-muted-foreground">{looksAt[rule.looksAt]}</p>
          </div>
          {canManage ? (
            <div className="flex flex-wrap gap-2">
              <Button variant="secondary" onClick={() => setDialog("off")}>
                Switch off
              </Button>
              <Button variant="secondary" onClick={() => setDialog("on")}>
                Switch on
              </Button>
              {paramFields[rule.name].length > 0 && (
                <Button variant="secondary" onClick={() => setDialog("params")}>
                  Change parameters
                </Button>
              )}
            </div>
          ) : (
            <p className="text-muted-foreground">You may look, but not change rules.</p>
          )}
          {texts.length > 0 && (
            <section>
              <h3 className="font-medium text-muted-foreground text-xs">Parameters, version {rule.version}</h3>
              <ul className="mt-1.5 flex flex-col gap-1">
                {texts.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </section>
          )}
          <RuleSteps periods={rule.periods} />
          {jobs.length > 0 && (
            <section>
              <h3 className="mb-1 font-medium text-muted-foreground text-xs">Worked out again</h3>
              <JobList jobs={jobs} />
            </section>
          )}
        </div>
        {(dialog === "off" || dialog === "on") && (
          <SwitchDialog rule={rule} enabled={dialog === "on"} dates={dates} onClose={close} />
        )}
        {dialog === "params" && <ParamsDialog rule={rule} dates={dates} onClose={close} />}
      </SheetContent>
    </Sheet>
  );
}
