"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { ruleTitle } from "@/components/ui/rule-words";
import { toast } from "@/components/ui/toast";
import { type EventDays, toEventRange } from "./event-days";
import { EventDaysField } from "./event-days-field";
import { useRulePatch } from "./queries";
import type { RuleRow } from "./rule-state";

type SwitchDialogProps = {
  rule: RuleRow;
  enabled: boolean;
  /** The days on screen, which the form begins with. */
  dates: { from: string; to: string };
  onClose: () => void;
};

/** Switches a rule off or on for a stretch of event time, after saying what will happen. */
export function SwitchDialog({ rule, enabled, dates, onClose }: SwitchDialogProps) {
  const patch = useRulePatch(rule.name);
  const [days, setDays] = useState<EventDays>({ choice: "days", ...dates });
  const read = toEventRange(days);
  const title = ruleTitle(rule.name);
  const word = enabled ? "on" : "off";
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Switch ${title} ${word}`}
        className="sm:max-w-lg"
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              Cancel
            </Button>
            <Button
              disabled={!("range" in read)}
              pending={patch.isPending}
              onClick={() =>
                "range" in read &&
                patch.mutate(
                  { enabled, ...read.range },
                  {
                    onSuccess: () => {
                      toast.success(`${title} is switched ${word}`, {
                        description: "The figures of these days are being worked out again.",
                      });
                      onClose();
                    },
                  },
                )
              }
            >
              Switch {word}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <EventDaysField value={days} onChange={setDays} problem={"problem" in read ? read.problem : undefined} />
          <Callout title="The figures of these days are worked out again">
            {enabled
              ? "Events that the rule has marked leave the net figures. Nothing is deleted: they stay stored, with their marks."
              : "Events that this rule alone marked count in the net figures. They keep their marks, so switching it on again brings back today’s figures."}
          </Callout>
          {patch.error && <Callout tone="danger" title={patch.error.message} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}
