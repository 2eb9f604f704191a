import type { IngestKind } from "@/lib/contracts/kinds";
import type { Proposal } from "@/lib/contracts/preview";
import type { FieldRule, Mapping } from "@/lib/contracts/source";

export type KindMapping = NonNullable<Mapping[IngestKind]>;

/** A rule that is proposed, and not taken yet. */
export interface ProposedRule {
  field: string;
  rule: FieldRule;
  /** Why. */
  note: string | null;
}

/** The rules of a proposal for fields that the mapping says nothing about yet, but those that were put away. */
export function openProposals(
  proposal: Proposal | undefined,
  value: KindMapping | undefined,
  putAway: ReadonlySet<string>,
): ProposedRule[] {
  const rules = proposal?.mapping[proposal.kind]?.fields ?? {};
  return (proposal?.fields ?? []).flatMap(({ field, by, note }) => {
    const rule = Object.hasOwn(rules, field) ? rules[field] : undefined;
    const isOpen = by === "proposed" && rule !== undefined && !Object.hasOwn(value?.fields ?? {}, field);
    return isOpen && !putAway.has(field) ? [{ field, rule, note }] : [];
  });
}

/** What a proposal asks a person to decide: its words at fields for which it has no rule. */
export function openQuestions(proposal: Proposal | undefined, value: KindMapping | undefined): Record<string, string> {
  const asked = (proposal?.fields ?? []).filter(
    ({ field, by, note }) =>
      note !== null && (by === "alias" || by === "none") && !Object.hasOwn(value?.fields ?? {}, field),
  );
  return Object.fromEntries(asked.map(({ field, note }) => [field, note ?? ""]));
}

/** The mapping with proposed rules taken into it. */
export function withProposals(value: KindMapping | undefined, taken: readonly ProposedRule[]): KindMapping {
  return { fields: { ...value?.fields, ...Object.fromEntries(taken.map(({ field, rule }) => [field, rule])) } };
}

/** A rule in one line: `click_time · date in the format dd.MM.yyyy`. */
export function ruleText(rule: FieldRule): string {
  if (typeof rule === "string") return rule;
  const { path, type, format, default: value, map } = rule;
  const parts = [
    path,
    type === "datetime" ? `in the format ${format}` : type && typeWords[type],
    value !== undefined && `default ${String(value)}`,
    map &&
      Object.entries(map)
        .map(([theirs, ours]) => `${theirs} → ${ours}`)
        .slice(0, 5)
        .join(", "),
  ];
  return parts.filter((part) => part).join(" · ");
}

const typeWords = {
  epoch_s: "seconds since 1970",
  epoch_ms: "milliseconds since 1970",
  iso: "ISO 8601",
  string: "as text",
  number: "as a number",
  decimal: "an amount such as 12.50",
  url: "the site of an address",
} as const;
