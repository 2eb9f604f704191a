import { type TrafficRuleName, trafficRuleNames } from "@/lib/contracts/traffic";

/** The rules whose marks are worked out from several events; the others stay as they were judged. */
export const userRules = ["repeated_click", "click_too_soon", "user_rate", "user_on_many_addresses"] as const;

/** The rule of a mark. */
export function ruleOf(mark: string): string {
  return mark.slice(0, mark.lastIndexOf("@"));
}

/** Gives the mark of a rule among an event's marks, null without one. */
export function markOfRule(marks: readonly string[] | null, rule: TrafficRuleName): string | null {
  return marks?.find((mark) => ruleOf(mark) === rule) ?? null;
}

/** Gives an event's marks with the mark of one rule put in, exchanged or (null) taken out, in the order of the rules. */
export function replaceMark(marks: readonly string[] | null, rule: TrafficRuleName, wanted: string | null): string[] {
  const others = (marks ?? []).filter((mark) => ruleOf(mark) !== rule);
  const all = wanted === null ? others : [...others, wanted];
  const rank = (mark: string) => trafficRuleNames.indexOf(ruleOf(mark) as TrafficRuleName);
  return all.toSorted((a, b) => rank(a) - rank(b));
}
