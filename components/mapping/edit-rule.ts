import { type FieldRule, fieldRuleSchema, type Mapping } from "@/lib/contracts/source";

export type KindMapping = NonNullable<Mapping[keyof Mapping]>;
export type RuleObject = Exclude<FieldRule, string>;
export type RuleType = NonNullable<RuleObject["type"]>;

/** The rule for a field of ours, written out; empty where there is none. */
export function ruleOf(value: KindMapping | undefined, field: string): RuleObject {
  if (!value || !Object.hasOwn(value.fields, field)) return {};
  const rule = value.fields[field];
  return typeof rule === "string" ? { path: rule } : (rule ?? {});
}

/**
 * Gives the mapping with a field's rule changed: what is set to undefined or to empty text is taken out
 * of it, a rule that says nothing goes, one that names a path only is that path, and a mapping without
 * rules is undefined.
 */
export function withRule(
  value: KindMapping | undefined,
  field: string,
  change: Partial<Record<keyof RuleObject, unknown>>,
): KindMapping | undefined {
  const wanted = Object.entries({ ...ruleOf(value, field), ...change }).filter(([, part]) => !isEmpty(part));
  const parsed = fieldRuleSchema.safeParse(Object.fromEntries(wanted));
  if (!parsed.success) return value;
  const fields = { ...value?.fields };
  const only = wanted.length === 1 && wanted[0]?.[0] === "path" ? (wanted[0][1] as string) : undefined;
  if (wanted.length === 0) delete fields[field];
  else fields[field] = only ?? parsed.data;
  return Object.keys(fields).length > 0 ? { fields } : undefined;
}

function isEmpty(part: unknown): boolean {
  if (part === undefined || part === "") return true;
  return typeof part === "object" && part !== null && Object.keys(part).length === 0;
}
