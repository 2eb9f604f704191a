import { describe, expect, it } from "vitest";
import { toChartRows } from "./series";
import { axisValues, valueTicks } from "./value-ticks";

describe("valueTicks", () => {
  it.each([
    [[2_150], [0, 1_000, 2_000, 3_000]],
    [[300], [0, 100, 200, 300]],
    [[0.0046], [0, 0.002, 0.004, 0.006]],
    [[100], [0, 25, 50, 75, 100]],
  ])("%j gives %j", (values, expected) => {
    expect(valueTicks(values)).toEqual(expected);
  });

  it("has whole steps for whole values, and fine ones for ratios", () => {
    expect(valueTicks([0, 1, 2])).toEqual([0, 1, 2]);
    expect(valueTicks([1])).toEqual([0, 1]);
    expect(valueTicks([0.4, 1])).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it("always reaches past both ends and stays short", () => {
    for (let value = 0.00037; value < 1e12; value *= 3.7) {
      for (const values of [[value], [-value, value / 3]]) {
        const ticks = valueTicks(values);
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, ...values));
        expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(Math.max(...values) * (1 - 1e-9));
        expect(ticks.length).toBeLessThanOrEqual(7);
      }
    }
  });

  it("draws an axis for nothing but zeros", () => {
    expect(valueTicks([0, 0])).toEqual([0, 1]);
    expect(valueTicks([])).toEqual([0, 1]);
  });
});

describe("axisValues", () => {
  it("adds up what is stacked and nothing else", () => {
    const metric = (key: string, stack?: string) => ({ key, label: key, format: String, shape: "bar" as const, stack });
    const metrics = [metric("a", "s"), metric("b", "s"), metric("c")];
    const rows = toChartRows([{ at: 0, values: { a: 2, b: 3, c: 4 } }], metrics, null);
    expect(axisValues(rows, metrics)).toEqual([5, 4]);
  });
});
