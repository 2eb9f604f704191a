"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { TrafficRuleName } from "@/lib/contracts/traffic";
import { LimitsField } from "./limits-field";
import { type ParamsForm, paramFields } from "./params-form";

type ParamsFieldsProps = {
  rule: TrafficRuleName;
  form: ParamsForm;
  problems: Readonly<Record<string, string>>;
  onChange: (form: ParamsForm) => void;
};

/** The controls of one rule's parameters. */
export function ParamsFields({ rule, form, problems, onChange }: ParamsFieldsProps) {
  return paramFields[rule].map(({ name, type, label, hint }) => {
    const value = form[name] ?? "";
    const problem = problems[name];
    const set = (next: ParamsForm[string]) => onChange({ ...form, [name]: next });
    if (type === "limits") {
      return (
        <LimitsField
          key={name}
          label={label}
          hint={hint}
          rows={Array.isArray(value) ? value : []}
          onChange={set}
          problem={problem}
        />
      );
    }
    const text = Array.isArray(value) ? "" : value;
    return (
      <Field key={name} label={label} hint={hint} error={problem}>
        {(control) =>
          type === "lines" ? (
            <Textarea
              {...control}
              rows={4}
              spellCheck={false}
              className="max-h-60 font-mono sm:text-xs"
              value={text}
              onChange={(event) => set(event.target.value)}
            />
          ) : (
            <Input
              {...control}
              inputMode="decimal"
              className="max-w-40"
              value={text}
              onChange={(event) => set(event.target.value)}
            />
          )
        }
      </Field>
    );
  });
}
