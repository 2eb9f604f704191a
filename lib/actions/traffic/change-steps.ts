import { isDeepStrictEqual } from "node:util";
import { type TrafficRuleName, trafficParamsSchemas } from "@/lib/contracts/traffic";

/** A step of one rule with who made it; it counts until the next one. */
export interface RuleStep {
  /** Epoch milliseconds. */
  fromAt: number;
  enabled: boolean;
  /** With the defaults filled in. */
  params: unknown;
  version: number;
  actor: string;
  /** ISO time. */
  changedAt: string;
}

export interface StepChange {
  enabled?: boolean | undefined;
  /** With the defaults filled in. */
  params?: unknown;
  /** Epoch milliseconds; the beginning without it. */
  from: number | undefined;
  /** Exclusive; for ever without it. */
  to: number | undefined;
  actor: string;
  changedAt: string;
}

/** Where every rule's first step stands: no event is older. */
export const beginning = Date.UTC(1900, 0);

/**
 * Changes what a rule is set to on a stretch of event time, and nothing outside of it: what counted at its
 * end goes on counting from there. Other parameters get a version of their own. Neighbours that are set
 * alike become one step.
 * @param steps of one rule, in order of time
 */
export function changeSteps(rule: TrafficRuleName, steps: readonly RuleStep[], change: StepChange): RuleStep[] {
  const { from = beginning, to = Number.POSITIVE_INFINITY } = change;
  const before = steps.length > 0 ? steps : [defaultStep(rule)];
  const version = Math.max(...before.map((step) => step.version)) + 1;
  const borders = [...before.map((step) => step.fromAt), from, ...(Number.isFinite(to) ? [to] : [])];
  const starts = [...new Set(borders)].toSorted((a, b) => a - b);
  const changed = starts.map((fromAt) => {
    const base = before.findLast((step) => step.fromAt <= fromAt) ?? (before[0] as RuleStep);
    return fromAt >= from && fromAt < to ? applyTo({ ...base, fromAt }, change, version) : { ...base, fromAt };
  });
  return changed.filter((step, index) => !isAlike(step, changed[index - 1]));
}

function applyTo(step: RuleStep, { enabled, params, actor, changedAt }: StepChange, version: number): RuleStep {
  const isOther = params !== undefined && !isDeepStrictEqual(params, step.params);
  const next = { ...step, enabled: enabled ?? step.enabled, ...(isOther ? { params, version } : {}) };
  return isAlike(next, step) ? step : { ...next, actor, changedAt };
}

/** Whether two steps set the same; the version goes with the parameters. */
export function isAlike(step: RuleStep, other: RuleStep | undefined): boolean {
  return other !== undefined && step.enabled === other.enabled && step.version === other.version;
}

function defaultStep(rule: TrafficRuleName): RuleStep {
  const params = trafficParamsSchemas[rule].parse({});
  return {
    fromAt: beginning,
    enabled: true,
    params,
    version: 1,
    actor: "system",
    changedAt: new Date(0).toISOString(),
  };
}
