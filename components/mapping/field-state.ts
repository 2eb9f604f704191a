import { type Field, fieldsOfPath, openRtbPaths, plainName, requiredOfPath } from "@/lib/contracts/fields";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { SampleFields } from "@/lib/contracts/sample-fields";
import { type KindMapping, type RuleObject, ruleOf } from "./edit-rule";
import { ruleProblem } from "./rule-problem";

/** What a row of the editor shows. */
export interface FieldState {
  field: Field;
  required: boolean;
  rule: RuleObject;
  hasRule: boolean;
  /** Their name for it that is known without a rule, as the sample has it. */
  knownAs: string | null;
  /** The sample's values of it. */
  values: readonly string[];
  /** Why the rule cannot work. */
  problem: string | null;
  /** What a person has to look at: records may be rejected. */
  warning: string | null;
}

/** Says for each field of ours what the mapping and the sample tell of it, the required ones first. */
export function fieldStates(kind: IngestKind, value: KindMapping | undefined, sample: SampleFields): FieldState[] {
  const byPath = new Map(sample.map((one) => [one.path, one.values]));
  const isOpenRtb = kind === "bid-requests" && byPath.has("id") && sample.some(({ path }) => path.startsWith("imp.0"));
  const required = requiredOfPath[kind];
  const states = fieldsOfPath[kind].map((field): FieldState => {
    const rule = ruleOf(value, field.name);
    const knownAs = isOpenRtb ? openRtbName(field, byPath) : aliasOf(field, sample);
    const state = {
      field,
      required: required.has(field.name),
      rule,
      hasRule: Object.keys(rule).length > 0,
      knownAs,
      values: byPath.get(rule.path ?? knownAs ?? "") ?? [],
      problem: ruleProblem(field, rule),
    };
    return { ...state, warning: warningOf(state, sample.length > 0 ? byPath : null) };
  });
  return [...states.filter((state) => state.required), ...states.filter((state) => !state.required)];
}

/** The rules of a mapping for fields that the kind does not have; such a mapping is refused. */
export function strangeFields(kind: IngestKind, value: KindMapping | undefined): string[] {
  const known = new Set((kind === "clicks" ? fieldsOfPath.interactions : fieldsOfPath[kind]).map(({ name }) => name));
  return Object.keys(value?.fields ?? {}).filter((name) => !known.has(name));
}

/** The first of the known names that the sample has a value under; nested fields are never taken so. */
function aliasOf({ aliases }: Field, sample: SampleFields): string | null {
  for (const alias of aliases.map(plainName)) {
    const found = sample.find(({ path, values }) => values.length > 0 && plainName(path) === alias);
    if (found) return found.path;
  }
  return null;
}

const openRtbParts: Record<string, string> = {
  adFormat: "imp.0",
  bidFloorMicros: "imp.0.bidfloor",
  currency: "imp.0.bidfloorcur",
};

function openRtbName({ name }: Field, byPath: ReadonlyMap<string, readonly string[]>): string | null {
  const found = openRtbPaths[name]?.find((path) => byPath.has(path));
  if (found) return found;
  const part = openRtbParts[name];
  return part !== undefined && byPath.has(part) ? part : null;
}

type Known = Omit<FieldState, "warning">;

function warningOf(
  { field, required, rule, knownAs }: Known,
  sample: ReadonlyMap<string, unknown> | null,
): string | null {
  if (!sample) return null;
  if (rule.path !== undefined && !sample.has(rule.path)) return "No record of the sample has this field.";
  if (rule.path !== undefined) return null;
  if (knownAs === null) {
    return required && rule.default === undefined
      ? "Nothing in the sample is known as it: records without it are rejected."
      : null;
  }
  if (field.type === "micros" && rule.type === undefined && !/micros$/i.test(knownAs) && knownAs !== "imp.0.bidfloor") {
    return `“${knownAs}” does not say its unit: choose “amount such as 12.50” or “whole number” of micros.`;
  }
  return null;
}
