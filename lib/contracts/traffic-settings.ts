import { type TrafficParams, type TrafficRuleName, trafficParamsSchemas, trafficRuleNames } from "./traffic";

/** A rule's step over event time; `fromAt` is epoch milliseconds. */
export interface TrafficStep {
  rule: TrafficRuleName;
  fromAt: number;
  enabled: boolean;
  params: unknown;
  version: number;
}

/** What a rule is set to at one moment of event time. */
export interface TrafficSetting<Name extends TrafficRuleName = TrafficRuleName> {
  enabled: boolean;
  params: TrafficParams[Name];
  version: number;
}

/** A stretch of event time with one setting; epoch milliseconds, both inclusive. */
export interface TrafficStretch<Name extends TrafficRuleName = TrafficRuleName> {
  from: number;
  to: number;
  setting: TrafficSetting<Name>;
}

interface Compiled extends TrafficSetting {
  fromAt: number;
}

/** The settings of all rules over event time. A rule without a step is on, with its defaults, in version 1. */
export class TrafficSettings {
  readonly #steps = new Map<TrafficRuleName, Compiled[]>();

  /** @throws ZodError when parameters are none of their rule's */
  constructor(steps: readonly TrafficStep[]) {
    for (const rule of trafficRuleNames) {
      const own = steps.filter((step) => step.rule === rule).toSorted((a, b) => a.fromAt - b.fromAt);
      this.#steps.set(
        rule,
        own.map(({ fromAt, enabled, params, version }) => ({
          fromAt,
          enabled,
          version,
          params: trafficParamsSchemas[rule].parse(params),
        })),
      );
    }
  }

  /** @param at event time, epoch milliseconds */
  at<Name extends TrafficRuleName>(rule: Name, at: number): TrafficSetting<Name> {
    const steps = this.#steps.get(rule) ?? [];
    const step = steps.findLast((each) => each.fromAt <= at) ?? steps[0] ?? defaultOf(rule);
    return step as TrafficSetting<Name>;
  }

  /** Gives the settings that a rule has between two times (epoch milliseconds, inclusive), in order of time. */
  between<Name extends TrafficRuleName>(rule: Name, from: number, to: number): TrafficStretch<Name>[] {
    const borders = (this.#steps.get(rule) ?? []).map((step) => step.fromAt).filter((at) => at > from && at <= to);
    const starts = [from, ...borders];
    return starts.map((start, index) => ({
      from: start,
      to: (starts[index + 1] ?? to + 1) - 1,
      setting: this.at(rule, start),
    }));
  }

  /**
   * Gives the reason of an event: of the rules that marked it and are on at its time, the first in the order
   * of {@link trafficRuleNames}; null when there is none.
   * @param marks as `rule@version`
   */
  reasonOf(marks: readonly string[], at: number): TrafficRuleName | null {
    if (marks.length === 0) return null;
    const rules = new Set(marks.map((mark) => mark.slice(0, mark.lastIndexOf("@"))));
    return trafficRuleNames.find((rule) => rules.has(rule) && this.at(rule, at).enabled) ?? null;
  }
}

function defaultOf(rule: TrafficRuleName): TrafficSetting {
  return { enabled: true, params: trafficParamsSchemas[rule].parse({}), version: 1 };
}
