import { describe, expect, it } from "vitest";
import type { Source } from "@/lib/contracts/source";
import { toForm, toPatch } from "./settings-form";

const source: Source = {
  id: "dsp",
  name: "DSP",
  timeZone: "UTC",
  unknownReferences: "reject",
  mapping: {},
  bidMatch: "auction",
  expectedEverySeconds: 90,
  maxEventsPerSecond: null,
  maxBytesPerSecond: 2_500_000,
  createdAt: "2026-11-23T00:00:00.000Z",
  updatedAt: "2026-11-23T00:00:00.000Z",
  keys: [],
  secrets: [],
};

describe("settings", () => {
  it("are shown in minutes and megabytes, and nothing is changed by that", () => {
    const form = toForm(source);
    expect(form).toMatchObject({ expectedEveryMinutes: "1.5", maxEventsPerSecond: "", maxMegabytesPerSecond: "2.5" });
    expect(toPatch(form, source)).toEqual({ changed: null, problems: {} });
  });

  it("change what was typed, and only that", () => {
    const form = {
      ...toForm(source),
      name: " DSP 2 ",
      expectedEveryMinutes: "",
      maxEventsPerSecond: "500",
      bidMatch: "user_time" as const,
    };
    expect(toPatch(form, source)).toEqual({
      changed: { name: "DSP 2", bidMatch: "user_time", expectedEverySeconds: null, maxEventsPerSecond: 500 },
      problems: {},
    });
  });

  it.each([
    ["name", "  "],
    ["timeZone", "Mars/Olympus"],
    ["expectedEveryMinutes", "soon"],
    ["maxEventsPerSecond", "0"],
    ["maxEventsPerSecond", "-5"],
    ["maxMegabytesPerSecond", "0.0001"],
  ] as const)("say what is wrong with %s = %j", (field, text) => {
    expect(toPatch({ ...toForm(source), [field]: text }, source).problems[field]).toBeTruthy();
  });
});
