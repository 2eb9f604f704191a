import { describe, expect, it } from "vitest";
import { type ChartMetric, fillPoints, isIsolated, rowValue, toChartRows } from "./series";

const day = (date: string, impressions: number | null) => ({ at: `${date}T00:00:00Z`, values: { impressions } });
const starts = (points: ReturnType<typeof fillPoints>) =>
  points.map((point) => new Date(point.at).toISOString().slice(0, 13));
const metric: ChartMetric = { key: "impressions", label: "Impressions", format: String };

describe("fillPoints", () => {
  it("sorts, and shows missing days as gaps", () => {
    const filled = fillPoints([day("2026-11-04", 4), day("2026-11-01", 1)], ["impressions"], { bucket: "day" });
    expect(starts(filled)).toEqual(["2026-11-01T00", "2026-11-02T12", "2026-11-03T12", "2026-11-04T00"]);
    expect(filled.map((point) => point.values.impressions)).toEqual([1, null, null, 4]);
  });

  it("shows missing buckets as zero when that is what they mean", () => {
    const filled = fillPoints([day("2026-11-01", 1), day("2026-11-03", 3)], ["impressions"], {
      bucket: "day",
      missing: "zero",
    });
    expect(filled.map((point) => point.values.impressions)).toEqual([1, 0, 3]);
  });

  it("adds nothing on days of 23 and 25 hours", () => {
    const ends = ["2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "2026-10-26T23:00:00Z"];
    const autumn = ends.map((at) => ({ at, values: {} }));
    expect(fillPoints(autumn, [], { bucket: "day" })).toHaveLength(4);
    const spring = ["2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"].map((at) => ({
      at,
      values: {},
    }));
    expect(fillPoints(spring, [], { bucket: "day" })).toHaveLength(3);
  });

  it("spans the range that was asked for, and not one bucket more", () => {
    const range = { from: "2026-11-01T00:00:00Z", to: "2026-11-06T00:00:00Z" };
    const filled = fillPoints([day("2026-11-03", 3)], ["impressions"], { bucket: "day", range });
    expect(filled.map((point) => point.values.impressions)).toEqual([null, null, 3, null, null]);
    const hour = { at: "2026-11-01T02:00:00Z", values: { impressions: 1 } };
    const hours = { from: "2026-11-01T00:00:00Z", to: "2026-11-01T04:00:00Z" };
    expect(starts(fillPoints([hour], ["impressions"], { bucket: "hour", range: hours }))).toEqual([
      "2026-11-01T00",
      "2026-11-01T01",
      "2026-11-01T02",
      "2026-11-01T03",
    ]);
  });

  it("spans a range over the change of the clock", () => {
    // Europe/Berlin, 24 to 27 October 2026: the 25th has 25 hours.
    const range = { from: "2026-10-23T22:00:00Z", to: "2026-10-27T23:00:00Z" };
    const known = { at: "2026-10-26T23:00:00Z", values: { impressions: 1 } };
    expect(fillPoints([known], ["impressions"], { bucket: "day", range })).toHaveLength(4);
  });

  it("invents nothing where there is nothing", () => {
    const range = { from: "2026-11-01T00:00:00Z", to: "2026-11-06T00:00:00Z" };
    expect(fillPoints([], ["impressions"], { bucket: "day", range })).toEqual([]);
  });
});

describe("toChartRows", () => {
  const points = [day("2026-11-01", 1), day("2026-11-02", 2), day("2026-11-03", 3)];
  const partialFromMs = Date.parse("2026-11-03T00:00:00Z");

  it("draws the growing bucket apart, joined to the last whole one", () => {
    const rows = toChartRows(points, [metric], partialFromMs);
    expect(rows.map((row) => row.impressions)).toEqual([1, 2, null]);
    expect(rows.map((row) => row["impressions~"])).toEqual([null, 2, 3]);
    expect(rows.map((row) => rowValue(row, "impressions"))).toEqual([1, 2, 3]);
  });

  it("keeps bars whole", () => {
    const rows = toChartRows(points, [{ ...metric, shape: "bar" }], partialFromMs);
    expect(rows.map((row) => row.impressions)).toEqual([1, 2, 3]);
    expect(rows[2]?.partial).toBe(true);
  });

  it("knows no value from zero", () => {
    const rows = toChartRows([day("2026-11-01", 0), day("2026-11-02", null)], [metric], null);
    expect(rows.map((row) => rowValue(row, "impressions"))).toEqual([0, null]);
  });

  it("finds values between two gaps", () => {
    const rows = toChartRows([day("2026-11-01", null), day("2026-11-02", 5), day("2026-11-03", null)], [metric], null);
    expect([0, 1, 2].map((index) => isIsolated(rows, index, "impressions"))).toEqual([false, true, false]);
  });
});
