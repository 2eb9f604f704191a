import { expect, it } from "vitest";
import { TrafficSettings } from "@/lib/contracts/traffic-settings";
import { beginning, changeSteps, type RuleStep } from "./change-steps";

const made = { actor: "a", changedAt: "2026-01-01T00:00:00.000Z" };

/** A repeatable stream of numbers in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

it.each([1, 2, 3, 4, 5])("sets the stretch and nothing else, whatever was set before (seed %i)", (seed) => {
  const random = seeded(seed);
  let steps: RuleStep[] = [];
  for (let round = 0; round < 60; round += 1) {
    const [from, to] = [Math.floor(random() * 20), 20 + Math.floor(random() * 20)];
    const enabled = random() < 0.7 ? random() < 0.5 : undefined;
    const params = enabled === undefined || random() < 0.5 ? { seconds: 1 + Math.floor(random() * 3) } : undefined;
    const range = { from: random() < 0.1 ? undefined : from, to: random() < 0.1 ? undefined : to };
    const before = new TrafficSettings(steps.map((step) => ({ ...step, rule: "repeated_click" })));
    steps = changeSteps("repeated_click", steps, { enabled, params, ...range, ...made });
    const after = new TrafficSettings(steps.map((step) => ({ ...step, rule: "repeated_click" })));
    for (let at = -2; at < 45; at += 1) {
      const was = before.at("repeated_click", at);
      const isInside = at >= (range.from ?? Number.NEGATIVE_INFINITY) && at < (range.to ?? Number.POSITIVE_INFINITY);
      const is = after.at("repeated_click", at);
      expect(is.enabled).toBe(isInside ? (enabled ?? was.enabled) : was.enabled);
      expect(is.params).toEqual(isInside ? (params ?? was.params) : was.params);
      if (!isInside || params === undefined || params.seconds === was.params.seconds)
        expect(is.version).toBe(was.version);
      else expect(is.version).toBeGreaterThan(was.version);
    }
    expect(steps[0]?.fromAt).toBe(beginning);
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1];
      if (next) expect([next.enabled, next.version]).not.toEqual([step.enabled, step.version]);
    }
  }
});
