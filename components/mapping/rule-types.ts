import type { FieldType } from "@/lib/contracts/fields";
import type { RuleType } from "./edit-rule";

/** How the types of a rule are called. */
export const typeLabels: Record<RuleType | "auto", string> = {
  auto: "as it comes",
  iso: "ISO 8601 time",
  datetime: "date in a format",
  epoch_s: "seconds since 1970",
  epoch_ms: "milliseconds since 1970",
  string: "text",
  number: "whole number",
  decimal: "amount such as 12.50",
  url: "address: its site",
};

const byField: Record<FieldType, readonly RuleType[]> = {
  time: ["iso", "datetime", "epoch_s", "epoch_ms"],
  id: ["string"],
  text: ["string", "url"],
  upper: ["string"],
  micros: ["decimal", "number"],
  number: ["number"],
  boolean: [],
  object: [],
};

/** What a field's rule can say about the type, with what it says now. */
export function typeOptions(
  field: FieldType,
  now: RuleType | undefined,
): { value: RuleType | "auto"; label: string }[] {
  const fitting = byField[field];
  const all: readonly (RuleType | "auto")[] = ["auto", ...fitting, ...(now && !fitting.includes(now) ? [now] : [])];
  const label = (type: RuleType | "auto") =>
    type === "number" && field === "micros" ? "whole micros" : typeLabels[type];
  return all.map((value) => ({ value, label: label(value) }));
}
