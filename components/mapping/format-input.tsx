"use client";

import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

const usual = [
  "dd.MM.yyyy HH:mm:ss",
  "dd/MM/yyyy HH:mm:ss",
  "MM/dd/yyyy HH:mm:ss",
  "M/d/yyyy h:mm a",
  "yyyy-MM-dd",
  "yyyyMMddHHmmss",
  "dd/MMM/yyyy:HH:mm:ss Z",
  "EEE, d MMM yyyy HH:mm:ss Z",
];

export type FormatInputProps = { value: string; onChange: (format: string) => void; timeZone: string; field: string };

/** The format of a time, in the letters of Unicode TR 35. */
export function FormatInput({ value, onChange, timeZone, field }: FormatInputProps) {
  const listId = useId();
  return (
    <Field
      label={`Format of ${field}`}
      hint={`Read in ${timeZone} unless it names an offset (XXX, Z). A time that the clock leaves out is read with the offset before the change; one that comes twice is its first.`}
    >
      {(control) => (
        <>
          <Input
            {...control}
            list={listId}
            maxLength={64}
            spellCheck={false}
            placeholder="dd.MM.yyyy HH:mm:ss"
            className="font-mono sm:text-xs"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={listId}>
            {usual.map((format) => (
              <option key={format} value={format} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
