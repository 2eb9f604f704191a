"use client";

import { useEffect, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AuditFilters } from "./queries";

type AuditFilterProps = {
  filters: AuditFilters;
  onChange: (part: Partial<Record<keyof AuditFilters, string | null>>) => void;
};

const fields = [
  { name: "actor", label: "Who", placeholder: "ann@example.com" },
  { name: "action", label: "What", placeholder: "campaign.update" },
  { name: "subject", label: "Of what", placeholder: "campaign:spring-sale" },
] as const;

/** Parts of who, what and of what; the address holds them. */
export function AuditFilter({ filters, onChange }: AuditFilterProps) {
  return (
    <div className="grid gap-3 px-5 pb-4 sm:grid-cols-3">
      {fields.map(({ name, label, placeholder }) => (
        <Field key={name} label={label}>
          {(control) => (
            <SettledInput
              {...control}
              value={filters[name]}
              placeholder={placeholder}
              onSettled={(value) => onChange({ [name]: value || null })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

const settleMs = 300;

type SettledInputProps = Omit<React.ComponentProps<typeof Input>, "value" | "onChange"> & {
  value: string;
  onSettled: (value: string) => void;
};

/** Tells what was typed once typing rests. */
function SettledInput({ value, onSettled, ...props }: SettledInputProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onSettled(typed), settleMs);
    return () => clearTimeout(timer);
  }, [typed, value, onSettled]);
  return <Input {...props} maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} />;
}
