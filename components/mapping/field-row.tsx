"use client";

import { ChevronDown } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Select } from "@/components/ui/select";
import type { SampleFields } from "@/lib/contracts/sample-fields";
import type { RuleObject } from "./edit-rule";
import type { FieldState } from "./field-state";
import { FormatInput } from "./format-input";
import { PathCombobox } from "./path-combobox";
import { RuleDetails } from "./rule-details";
import { typeOptions } from "./rule-types";
import { TimeReadings } from "./time-readings";

export type FieldRowProps = {
  state: FieldState;
  sample: SampleFields;
  timeZone: string;
  /** It is what an issue is about: marked, and scrolled to. */
  isHighlighted: boolean;
  /** A word about how the rule came about, such as a proposal's reason. */
  note: string | null;
  onChange: (change: Partial<Record<keyof RuleObject, unknown>>) => void;
};

/** One field of ours: where it stands in their records, and how it is read. */
export function FieldRow({ state, sample, timeZone, isHighlighted, note, onChange }: FieldRowProps) {
  const { field, required, rule, knownAs, values, problem, warning } = state;
  const row = useRef<HTMLLIElement>(null);
  const noteId = useId();
  const [isOpen, setOpen] = useState(false);
  const said = isOpen ? null : detailsText(rule);
  useEffect(() => {
    if (isHighlighted) row.current?.scrollIntoView({ block: "center" });
  }, [isHighlighted]);

  return (
    <li
      ref={row}
      data-field={field.name}
      aria-current={isHighlighted || undefined}
      className={cn("px-5 py-3", isHighlighted && "bg-warning-soft shadow-[inset_3px_0_0_0_var(--color-warning)]")}
    >
      <div className="grid items-center gap-x-3 gap-y-2 @lg:grid-cols-[minmax(0,9.5rem)_minmax(0,1fr)_10rem_auto]">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <code className="truncate font-medium text-sm">{field.name}</code>
          {required && <Badge tone="outline">required</Badge>}
        </div>
        <PathCombobox
          label={`Their field for ${field.name}`}
          value={rule.path ?? ""}
          sample={sample}
          placeholder={knownAs ? `known as ${knownAs}` : "their field"}
          describedBy={noteId}
          invalid={problem !== null}
          onChange={(path) => onChange({ path })}
        />
        <div className="flex min-w-0 gap-2 @lg:contents">
          <Select
            aria-label={`Type of ${field.name}`}
            value={rule.type ?? "auto"}
            options={typeOptions(field.type, rule.type)}
            className="w-full"
            onChange={(type) => onChange(typeChange(type))}
          />
          <Button
            variant="ghost"
            size="icon"
            aria-expanded={isOpen}
            aria-label={`Default and values of ${field.name}`}
            onClick={() => setOpen(!isOpen)}
          >
            <ChevronDown aria-hidden className={cn("transition-transform", isOpen && "rotate-180")} />
          </Button>
        </div>
      </div>
      <div id={noteId} className="mt-1.5 flex flex-col gap-1 text-xs @lg:pl-[10.25rem] empty:hidden">
        {problem && <p className="text-danger-text">{problem}</p>}
        {!problem && warning && <p className="text-warning-text">{warning}</p>}
        {note && <p className="text-info-text">{note}</p>}
        {said && <p className="break-words text-muted-foreground">{said}</p>}
        {isHighlighted && <p className="text-muted-foreground">The issue is about this field.</p>}
        {!state.hasRule && knownAs && !warning && (
          <p className="text-muted-foreground">
            known as <code>{knownAs}</code>
            {field.type !== "time" && values.length > 0 && (
              <span className="break-all">: {values.slice(0, 3).join(" · ")}</span>
            )}
          </p>
        )}
        {field.type === "time" && <TimeReadings rule={rule} values={values} timeZone={timeZone} />}
      </div>
      {rule.type === "datetime" && (
        <div className="mt-3 @lg:pl-[10.25rem]">
          <FormatInput
            field={field.name}
            value={rule.format ?? ""}
            timeZone={timeZone}
            onChange={(format) => onChange({ format })}
          />
        </div>
      )}
      {isOpen && <RuleDetails state={state} onChange={onChange} />}
    </li>
  );
}

/** A format belongs to the type “date in a format” only. */
function typeChange(type: string): Partial<Record<keyof RuleObject, unknown>> {
  return type === "datetime" ? { type } : { type: type === "auto" ? undefined : type, format: undefined };
}

/** What the closed part of a row says. */
function detailsText({ default: value, map }: RuleObject): string | null {
  const pairs = Object.entries(map ?? {});
  const shown = pairs.slice(0, 3).map(([theirs, ours]) => `${theirs} → ${ours}`);
  const parts = [
    value === undefined ? "" : `default ${String(value).slice(0, 80)}`,
    pairs.length > 0 ? `values ${shown.join(", ")}${pairs.length > shown.length ? ", …" : ""}` : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(" · ") : null;
}
