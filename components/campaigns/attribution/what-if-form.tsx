"use client";

import { type FormEvent, useState } from "react";
import { daysText } from "@/components/campaigns/signed";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { readWindow, type Windows } from "./use-attribution-controls";

type WhatIfFormProps = {
  /** The campaign's own; undefined until they are known. */
  own: Windows | undefined;
  /** Those of the address. */
  windows: Windows | undefined;
  pending: boolean;
  onApply: (windows: Windows | null) => void;
};

/** The two windows to try, in days. */
export function WhatIfForm({ own, windows, pending, onApply }: WhatIfFormProps) {
  const [typed, setTyped] = useState<{ click?: string; view?: string }>({});
  const click = typed.click ?? String(windows?.clickWindowDays ?? own?.clickWindowDays ?? "");
  const view = typed.view ?? String(windows?.viewWindowDays ?? own?.viewWindowDays ?? "");
  const clickDays = readWindow(click);
  const viewDays = readWindow(view);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (clickDays !== null && viewDays !== null) onApply({ clickWindowDays: clickDays, viewWindowDays: viewDays });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <WindowField
        label="Click window"
        value={click}
        own={own?.clickWindowDays}
        onChange={(next) => setTyped({ ...typed, click: next })}
      />
      <WindowField
        label="View window"
        value={view}
        own={own?.viewWindowDays}
        onChange={(next) => setTyped({ ...typed, view: next })}
      />
      <div className="flex gap-2 sm:pt-[1.625rem]">
        <Button type="submit" pending={pending} disabled={clickDays === null || viewDays === null}>
          Work it out
        </Button>
        {windows && (
          <Button variant="secondary" onClick={() => onApply(null)}>
            Back to what is stored
          </Button>
        )}
      </div>
    </form>
  );
}

type WindowFieldProps = { label: string; value: string; own: number | undefined; onChange: (value: string) => void };

function WindowField({ label, value, own, onChange }: WindowFieldProps) {
  const wrong = value !== "" && readWindow(value) === null;
  return (
    <Field
      label={`${label}, days`}
      hint={own === undefined ? undefined : `stored: ${daysText(own)}`}
      error={wrong ? "A whole number from 0 to 90" : undefined}
      className="w-36"
    >
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="numeric"
          min={0}
          max={90}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="tabular-nums"
        />
      )}
    </Field>
  );
}
