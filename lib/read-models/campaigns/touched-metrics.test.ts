import { expect, it } from "vitest";
import { metricsSchema } from "@/lib/contracts/metrics";
import { touchedMetrics } from "./touched-metrics";

it("names the alert's own metric, or those that a source's kinds of event feed, each once", () => {
  expect(touchedMetrics({ metric: "ctr", kinds: [] })).toEqual(["ctr"]);
  const both = touchedMetrics({ metric: "silenceSeconds", kinds: ["impression", "click"] });
  expect(both).toEqual(expect.arrayContaining(["impressions", "clicks", "ctr", "costMicros"]));
  expect(both).not.toContain("conversions");
  expect(new Set(both).size).toBe(both.length);
  expect(Object.keys(metricsSchema.shape)).toEqual(expect.arrayContaining(both));
});
