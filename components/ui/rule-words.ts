import { type TrafficRuleName, trafficRules } from "@/lib/contracts/traffic";

/** A rule's title; a rule that this release does not know stands with its own name. */
export function ruleTitle(rule: string): string {
  return Object.hasOwn(trafficRules, rule) ? trafficRules[rule as TrafficRuleName].title : rule.replaceAll("_", " ");
}
