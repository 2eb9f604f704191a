import { describe, expect, it } from "vitest";
import { TrafficSettings } from "./traffic-settings";

const step = (fromAt: number, enabled: boolean, more: object = {}) => ({
  rule: "known_crawler" as const,
  fromAt,
  enabled,
  params: {},
  version: 1,
  ...more,
});

describe("TrafficSettings", () => {
  it("has every rule on with its defaults where nothing is set", () => {
    const settings = new TrafficSettings([]);
    expect(settings.at("repeated_click", 0)).toEqual({ enabled: true, params: { seconds: 10 }, version: 1 });
  });

  it("lets a step count from its moment until the next one", () => {
    const settings = new TrafficSettings([step(200, true, { version: 2 }), step(0, true), step(100, false)]);
    expect([0, 99, 100, 199, 200, 999].map((at) => settings.at("known_crawler", at).enabled)).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
    ]);
    expect(settings.at("known_crawler", 200).version).toBe(2);
  });

  it("gives the first rule that marks and is on, whatever the order of the marks", () => {
    const settings = new TrafficSettings([step(0, true), step(100, false)]);
    const marks = ["user_rate@3", "known_crawler@1"];
    expect(settings.reasonOf(marks, 50)).toBe("known_crawler");
    expect(settings.reasonOf(marks, 150)).toBe("user_rate");
    expect(settings.reasonOf(["known_crawler@1"], 150)).toBeNull();
    expect(settings.reasonOf(["a rule of long ago@1"], 150)).toBeNull();
  });

  it("refuses parameters that are none of the rule's", () => {
    expect(() => new TrafficSettings([step(0, true, { params: { seconds: 1 } })])).toThrow();
  });
});
