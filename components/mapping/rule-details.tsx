"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { receivedAtDefault } from "@/lib/contracts/source";
import type { FieldState } from "./field-state";
import { ValueMapEditor } from "./value-map-editor";

type Change = (change: Record<string, unknown>) => void;

/** Default and map of values of a field's rule, which few fields need. */
export function RuleDetails({ state, onChange }: { state: FieldState; onChange: Change }) {
  const { field, rule, values } = state;
  const isTime = field.type === "time";
  return (
    <div className="mt-3 grid gap-4 rounded-lg bg-muted/50 p-3 md:grid-cols-2">
      <Field
        label={`Default of ${field.name}`}
        hint={
          isTime
            ? `${receivedAtDefault} is the time of arrival; such a record is a duplicate by its id alone.`
            : "For records without a value. Empty: they have none."
        }
      >
        {(control) => (
          <Input
            {...control}
            value={rule.default === undefined ? "" : String(rule.default)}
            maxLength={1024}
            list={isTime ? "time-defaults" : undefined}
            placeholder={isTime ? receivedAtDefault : "none"}
            onChange={(event) => onChange({ default: event.target.value })}
          />
        )}
      </Field>
      {isTime && (
        <datalist id="time-defaults">
          <option value={receivedAtDefault}>the time of arrival</option>
        </datalist>
      )}
      <ValueMapEditor field={field.name} map={rule.map} values={values} onChange={(map) => onChange({ map })} />
    </div>
  );
}
