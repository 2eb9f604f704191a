import { describe, expect, it } from "vitest";
import { type TrafficRuleName, trafficParamsSchemas, trafficRuleNames } from "@/lib/contracts/traffic";
import { paramFields, readParamsForm, toParamsForm } from "./params-form";

const defaultsOf = (rule: TrafficRuleName) => trafficParamsSchemas[rule].parse({}) as Record<string, unknown>;

describe("the form of a rule's parameters", () => {
  it.each(trafficRuleNames)("of %s gives back what it was filled with, and names every parameter", (rule) => {
    const params = defaultsOf(rule);
    expect(readParamsForm(rule, toParamsForm(rule, params))).toEqual({ params });
    expect(paramFields[rule].map(({ name }) => name)).toEqual(Object.keys(params));
  });

  it("takes lists line by line, without empty or repeated lines", () => {
    expect(readParamsForm("known_crawler", { patterns: " acmebot \r\n\nacmebot\nother", exceptions: "" })).toEqual({
      params: { patterns: ["acmebot", "other"], exceptions: [] },
    });
  });

  it("takes a share in per cent, with a comma as well", () => {
    const form = { ...toParamsForm("click_without_impression", {}), minClicks: "20", minMatchedShare: "62,5" };
    expect(readParamsForm("click_without_impression", form)).toEqual({
      params: { minClicks: 20, minMatchedShare: 0.625 },
    });
  });

  it.each([
    ["repeated_click", { seconds: "" }, "seconds"],
    ["repeated_click", { seconds: "ten" }, "seconds"],
    ["repeated_click", { seconds: "1.5" }, "seconds"],
    ["click_too_soon", { milliseconds: "60001" }, "milliseconds"],
    ["user_on_many_addresses", { perDay: "1", perWeek: "30" }, "perDay"],
    ["user_rate", { limits: [] }, "limits"],
    ["user_rate", { limits: [{ id: "a", kind: "impression", seconds: "86400", events: "9" }] }, "limits"],
  ] as const)("does not take %s with %j", (rule, form, field) => {
    expect(readParamsForm(rule, { ...form } as never)).toEqual({ problems: { [field]: expect.any(String) } });
  });

  it("says in which line of the limits something is wrong", () => {
    const limits = [
      { id: "a", kind: "click" as const, seconds: "60", events: "10" },
      { id: "b", kind: "click" as const, seconds: "60", events: "" },
    ];
    expect(readParamsForm("user_rate", { limits })).toEqual({
      problems: { limits: expect.stringMatching(/^Line 2, events: /) },
    });
  });
});
