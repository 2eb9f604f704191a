import { describe, expect, it } from "vitest";
import { restatedMetricSchema } from "@/lib/contracts/restatement";
import { causesText, restatedLabel, restatedMetrics, restatedTexts } from "./restatement-words";

describe("the words of a restatement", () => {
  it("has words for every metric of the contract", () => {
    expect(Object.keys(restatedMetrics).sort()).toEqual([...restatedMetricSchema.options].sort());
  });

  it("writes counts whole, conversions from millionths, and money in its currency", () => {
    expect(restatedTexts("impressions", { from: 12_000, to: 22_000 }, "EUR")).toEqual({
      from: "12,000",
      to: "22,000",
      difference: "10,000",
    });
    expect(restatedTexts("postClickMicros", { from: 3_333_333, to: 2_000_000 }, "EUR")).toEqual({
      from: "3.33",
      to: "2",
      difference: "1.33",
    });
    expect(restatedTexts("revenueMicros", { from: 0, to: 12_500_000 }, "EUR").to).toBe("€12.50");
  });

  it("never shows a change as no change", () => {
    const { from, to } = restatedTexts("postViewMicros", { from: 1_000_001, to: 1_000_002 }, "EUR");
    expect([from, to]).toEqual(["1.000001", "1.000002"]);
    expect(restatedTexts("revenueMicros", { from: 5_000_001, to: 5_000_900 }, "EUR").difference).toBe("€0.000899");
  });

  it("shows a difference that adds up with what is shown", () => {
    expect(restatedTexts("mediaCostMicros", { from: 2_664_000, to: 2_716_000 }, "USD")).toEqual({
      from: "$2.66",
      to: "$2.72",
      difference: "$0.06",
    });
    expect(restatedTexts("mediaCostMicros", { from: 0, to: 4_200 }, "USD").difference).toBe("$0.0042");
  });

  it("writes several causes as one sentence", () => {
    expect(causesText(["late_data", "erasure"])).toBe(
      "Data arrived after the day was over; a person’s data was erased",
    );
  });

  it("names the model where the figure depends on it", () => {
    expect(restatedLabel("revenueMicros", "time_decay")).toBe("Revenue (Time decay)");
    expect(restatedLabel("clicks", null)).toBe("Clicks");
  });
});
