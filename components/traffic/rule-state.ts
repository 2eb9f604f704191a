import { formatDuration, formatInteger, formatPercent } from "@/components/ui/format";
import { formatDateTime } from "@/components/ui/format-time";
import type { TrafficPeriod, TrafficRuleList } from "@/lib/contracts/traffic";
import { type ParamField, paramFields } from "./params-form";

export type RuleRow = TrafficRuleList["rules"][number];

/** Steps before this stand for "the beginning": there can be no event so old. */
const beginningMs = Date.UTC(1971, 0, 1);

/** One step with where it ends, as a person reads it; newest first. */
export interface StepText {
  key: string;
  enabled: boolean;
  version: number;
  /** "from the beginning", "1 Nov 2026, 00:00 to 8 Nov 2026, 00:00 UTC" */
  when: string;
  actor: string;
  changedAt: string;
}

/** @param periods oldest first, as the API gives them */
export function stepTexts(periods: readonly TrafficPeriod[]): StepText[] {
  return periods
    .map((period, index) => ({
      key: period.fromAt,
      enabled: period.enabled,
      version: period.version,
      when: spanText(period.fromAt, periods[index + 1]?.fromAt),
      actor: period.actor,
      changedAt: period.changedAt,
    }))
    .reverse();
}

function spanText(fromAt: string, nextAt: string | undefined): string {
  const isBeginning = Date.parse(fromAt) < beginningMs;
  const [from, next] = [fromAt, nextAt].map((at) => formatDateTime(at, "UTC"));
  if (nextAt === undefined) return isBeginning ? "always" : `from ${from} on`;
  return isBeginning ? `until ${next}` : `${from} to ${next}`;
}

/** Whether a rule has been off, or set otherwise, at some time other than now. */
export function hasSteps({ periods }: RuleRow): boolean {
  return periods.length > 1;
}

/** The parameters in words, one line each: "10 seconds", "more than 60 clicks in 1 h". */
export function paramTexts(rule: RuleRow): string[] {
  return paramFields[rule.name].flatMap((field) => textsOf(field, rule.params[field.name]));
}

function textsOf(field: ParamField, value: unknown): string[] {
  if (field.type === "limits" && Array.isArray(value)) {
    return value.map(
      ({ kind, seconds, events }) => `more than ${formatInteger(events)} ${kind}s in ${formatDuration(seconds * 1000)}`,
    );
  }
  if (Array.isArray(value)) {
    return [`${field.label}: ${value.length === 0 ? "none" : formatInteger(value.length)}`];
  }
  if (typeof value !== "number") return [];
  if (field.type === "percent") return [`${field.label.replace(" (%)", "")}: ${formatPercent(value, { digits: 0 })}`];
  return [`${field.label}: ${formatInteger(value)}`];
}
