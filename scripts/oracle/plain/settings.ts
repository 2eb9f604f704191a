/** The rules as the world sets them, written down again: a step counts from `from` until the next one. */
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Limit {
  kind: "impression" | "click";
  seconds: number;
  events: number;
}

export interface Step {
  rule: string;
  /** Epoch milliseconds. */
  from: number;
  enabled: boolean;
  version: number;
  params: Record<string, unknown>;
}

export const beginning = Date.UTC(1900, 0);

/** In the order in which they give a reason. */
export const precedence = [
  "known_crawler",
  "non_browser_agent",
  "non_routable_address",
  "data_center_address",
  "hidden_placement",
  "repeated_click",
  "click_too_soon",
  "user_rate",
  "address_rate",
  "site_rate",
  "user_on_many_addresses",
  "click_without_impression",
];

/** What the world changes: one rule of other parameters half-way, one switched off for a day, one much stricter. */
export function worldSteps(now: number): Step[] {
  return [
    { rule: "repeated_click", from: beginning, enabled: true, version: 1, params: {} },
    { rule: "repeated_click", from: now - 36 * hourMs, enabled: true, version: 2, params: { seconds: 5 } },
    { rule: "known_crawler", from: beginning, enabled: true, version: 1, params: {} },
    { rule: "known_crawler", from: now - 2 * dayMs, enabled: false, version: 1, params: {} },
    { rule: "known_crawler", from: now - dayMs, enabled: true, version: 1, params: {} },
    {
      rule: "site_rate",
      from: beginning,
      enabled: true,
      version: 1,
      params: { limits: [{ kind: "impression", seconds: 60, events: 40 }] },
    },
  ];
}

const defaults: Record<string, Record<string, unknown>> = {
  repeated_click: { seconds: 10 },
  click_too_soon: { milliseconds: 300 },
  user_rate: {
    limits: [
      { kind: "impression", seconds: 60, events: 60 },
      { kind: "impression", seconds: 3600, events: 600 },
      { kind: "click", seconds: 60, events: 10 },
      { kind: "click", seconds: 86_400, events: 60 },
    ],
  },
  address_rate: {
    limits: [
      { kind: "impression", seconds: 60, events: 300 },
      { kind: "click", seconds: 3600, events: 60 },
      { kind: "click", seconds: 86_400, events: 200 },
    ],
  },
  user_on_many_addresses: { perDay: 10, perWeek: 30 },
  click_without_impression: { minClicks: 20, minMatchedShare: 0.5 },
};

export class PlainSettings {
  constructor(readonly steps: readonly Step[]) {}

  at(
    rule: string,
    at: number,
  ): { enabled: boolean; version: number; params: Record<string, number> & { limits: Limit[] } } {
    let found: Step | undefined;
    for (const step of this.steps) {
      if (step.rule === rule && step.from <= at && (found === undefined || step.from > found.from)) found = step;
    }
    const params = { ...defaults[rule], ...found?.params } as Record<string, number> & { limits: Limit[] };
    return { enabled: found?.enabled ?? true, version: found?.version ?? 1, params };
  }
}
