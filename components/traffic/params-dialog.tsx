"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { ruleTitle } from "@/components/ui/rule-words";
import { toast } from "@/components/ui/toast";
import { type EventDays, toEventRange } from "./event-days";
import { EventDaysField } from "./event-days-field";
import { ParamsFields } from "./params-fields";
import { type ParamsForm, readParamsForm, toParamsForm } from "./params-form";
import { useRulePatch } from "./queries";
import type { RuleRow } from "./rule-state";

type ParamsDialogProps = { rule: RuleRow; dates: { from: string; to: string }; onClose: () => void };

const formId = "rule-params";

/** Sets a rule's parameters. Of a rule over several events also for the past; of one that looks at records, from now on. */
export function ParamsDialog({ rule, dates, onClose }: ParamsDialogProps) {
  const patch = useRulePatch(rule.name);
  const [form, setForm] = useState<ParamsForm>(() => toParamsForm(rule.name, rule.params));
  const [days, setDays] = useState<EventDays>({ choice: "always", ...dates });
  const read = readParamsForm(rule.name, form);
  const overEvents = rule.looksAt === "events";
  const range = overEvents ? toEventRange(days) : { range: {} };
  const ready = "params" in read && "range" in range;
  const title = ruleTitle(rule.name);

  function save() {
    if (!("params" in read) || !("range" in range)) return;
    const onSuccess = () => {
      toast.success(`${title} is changed`, {
        description: overEvents ? "The figures of these days are being worked out again." : undefined,
      });
      onClose();
    };
    patch.mutate({ params: read.params, ...range.range }, { onSuccess });
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Change ${title}`}
        description={rule.description}
        className="sm:max-w-lg"
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" form={formId} disabled={!ready} pending={patch.isPending}>
              Save
            </Button>
          </>
        }
      >
        <form
          id={formId}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <ParamsFields
            rule={rule.name}
            form={form}
            problems={"problems" in read ? read.problems : {}}
            onChange={setForm}
          />
          {overEvents && (
            <EventDaysField value={days} onChange={setDays} problem={"problem" in range ? range.problem : undefined} />
          )}
          <Callout title={overEvents ? "The figures of these days are worked out again" : "It counts from now on"}>
            {overEvents
              ? "Marks are made anew with these parameters, and carry their version."
              : "Records that arrive from now on are judged by it. Addresses and agents are not kept, so those that are stored keep the marks that they got."}
          </Callout>
          {patch.error && <Callout tone="danger" title={patch.error.message} />}
        </form>
      </DialogContent>
    </Dialog>
  );
}
