import { describe, expect, it } from "vitest";
import type { Days } from "@/lib/contracts/lag";
import type { Performance } from "@/lib/contracts/reports";
import { chartMetrics, chartPoints, incidentBands, restatementMarks, settlingBands } from "./chart-series";

const report = (clicks: number[], from: string, to: string) =>
  ({
    from,
    to,
    rows: clicks.map((count, day) => ({
      bucket: new Date(Date.parse(from) + day * 86_400_000).toISOString(),
      clicks: count,
      impressions: count * 10,
    })),
  }) as unknown as Performance;

const day = (state: "open" | "settling" | "closed", restatements = 0) =>
  ({ state, restatements }) as Days["days"][number];
const bounds = ["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z"];

describe("chartPoints", () => {
  it("puts each bucket beside the one in the same place of the earlier period", () => {
    const now = report([5, 6, 7], "2026-11-08T00:00:00Z", "2026-11-11T00:00:00Z");
    // the earlier period is as long as has passed of this one
    const before = report([1, 2, 3], "2026-11-01T00:00:00Z", "2026-11-02T12:00:00Z");
    expect(chartPoints(now, before, ["clicks", "impressions"]).map(({ values }) => values)).toEqual([
      { clicks: 5, impressions: 50, "clicks:before": 1 },
      { clicks: 6, impressions: 60, "clicks:before": 2 },
      { clicks: 7, impressions: 70, "clicks:before": null },
    ]);
    expect(chartPoints(now, undefined, ["clicks"])[0]?.values).toEqual({ clicks: 5 });
    expect(chartPoints(undefined, undefined, ["clicks"])).toEqual([]);
  });
});

describe("chartMetrics", () => {
  it("draws the earlier course dashed on the same scale, and a second metric on its own", () => {
    const metrics = chartMetrics(["clicks", "costMicros"], "EUR", "a week before");
    expect(metrics.map(({ key, label, dashed, axis }) => [key, label, dashed, axis])).toEqual([
      ["clicks", "Clicks", undefined, undefined],
      ["clicks:before", "Clicks, a week before", true, undefined],
      ["costMicros", "Cost", undefined, "right"],
    ]);
  });
});

describe("what is drawn apart", () => {
  const days = [day("closed", 2), day("settling"), day("open", 1)];

  it("is from the first day that is not final, for figures of conversions", () => {
    expect(settlingBands(days, bounds, ["conversions"])).toEqual([
      { from: bounds[1], to: "2026-11-03T00:00:00.001Z", label: "still settling", tone: "info" },
    ]);
    expect(settlingBands(days, bounds, ["clicks"])).toEqual([]);
    expect(settlingBands([day("closed")], bounds, ["conversions"])).toEqual([]);
  });

  it("is a day with restatements", () => {
    expect(restatementMarks(days, bounds)).toEqual([
      { at: bounds[0], label: "2 figures restated" },
      { at: bounds[2], label: "1 figure restated" },
    ]);
  });

  it("is an alert from its start to its end, or until now", () => {
    const alert = {
      title: "Clicks are late",
      startedAt: "2026-11-01T03:00:00Z",
      resolvedAt: null,
      severity: "critical",
    };
    expect(
      incidentBands([alert, { ...alert, resolvedAt: bounds[1] ?? "", severity: "info" }], "2026-11-02T05:00:00Z"),
    ).toEqual([
      { from: alert.startedAt, to: "2026-11-02T05:00:00Z", label: "Clicks are late", tone: "danger" },
      { from: alert.startedAt, to: bounds[1], label: "Clicks are late", tone: "warning" },
    ]);
  });
});
