"use client";

import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export type TimeZoneInputProps = { value: string; onChange: (value: string) => void; error?: string };

/** A time zone by its IANA name, with the browser's list of them. */
export function TimeZoneInput({ value, onChange, error }: TimeZoneInputProps) {
  const listId = useId();
  return (
    <Field label="Time zone" hint="Of times that come without one." error={error}>
      {(control) => (
        <>
          <Input {...control} list={listId} value={value} onChange={(event) => onChange(event.target.value)} />
          <datalist id={listId}>
            {["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
