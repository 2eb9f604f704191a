import { describe, expect, it } from "vitest";
import { chooseSegments } from "./choose-segments";
import { resolveRange } from "./resolve-range";

const segmentsOf = (from: string, to: string, zone: string, worthDays = 2) => {
  const range = resolveRange({ from, to }, zone, new Date(0));
  return chooseSegments([range.from, range.to], worthDays).map(
    ({ level, from: start, to: end }) =>
      `${level} ${new Date(start).toISOString().slice(5, 16)} ${new Date(end).toISOString().slice(5, 16)}`,
  );
};

describe("chooseSegments", () => {
  it("reads totals by the day where whole UTC days allow it, and only the rests finer", () => {
    expect(segmentsOf("2026-11-01", "2026-11-30", "UTC")).toEqual(["1d 11-01T00:00 12-01T00:00"]);
    expect(segmentsOf("2026-11-01", "2026-11-30", "Europe/Berlin")).toEqual([
      "1h 10-31T23:00 11-01T00:00",
      "1d 11-01T00:00 11-30T00:00",
      "1h 11-30T00:00 11-30T23:00",
    ]);
    expect(segmentsOf("2026-11-01", "2026-11-30", "Asia/Kathmandu")).toEqual([
      "15m 10-31T18:15 11-01T00:00",
      "1d 11-01T00:00 11-30T00:00",
      "15m 11-30T00:00 11-30T18:15",
    ]);
    expect(segmentsOf("2026-11-01T05:15:00Z", "2026-11-30T00:00:00Z", "UTC")).toEqual([
      "15m 11-01T05:15 11-02T00:00",
      "1d 11-02T00:00 11-30T00:00",
    ]);
  });

  it("does not split a range with too few whole days to pay for it", () => {
    expect(segmentsOf("2026-11-01", "2026-11-30", "Europe/Berlin", 60)).toEqual(["1h 10-31T23:00 11-30T23:00"]);
    expect(segmentsOf("2026-11-01", "2026-11-01", "Asia/Kolkata")).toEqual(["15m 10-31T18:30 11-01T18:30"]);
    expect(segmentsOf("2026-11-01T10:00:00Z", "2026-11-01T12:00:00Z", "UTC", 0)).toEqual([
      "1h 11-01T10:00 11-01T12:00",
    ]);
  });

  it("reads several buckets from the one level that fits all their edges", () => {
    const hour = 3_600_000;
    expect(chooseSegments([0, 25 * hour, 49 * hour], 0)).toEqual([{ level: "1h", from: 0, to: 49 * hour }]);
  });

  it("reads days that begin within an hour by the hour, and only the hours that they cut by the quarter", () => {
    const range = resolveRange({ from: "2026-11-01", to: "2026-11-03" }, "Asia/Kathmandu", new Date(0));
    const day = 86_400_000;
    const edges = [range.from, range.from + day, range.from + 2 * day, range.to];
    const [hours, quarters] = chooseSegments(edges, 0);
    const told = (times: readonly number[] = []) => times.map((at) => new Date(at).toISOString().slice(5, 16));
    expect(hours).toMatchObject({ level: "1h", from: range.from, to: range.to });
    expect(told(hours?.except)).toEqual(["10-31T18:00", "11-01T18:00", "11-02T18:00", "11-03T18:00"]);
    expect(quarters).toMatchObject({ level: "15m", from: range.from, to: range.to });
    expect(told(quarters?.only)).toEqual([
      ...["10-31T18:15", "10-31T18:30", "10-31T18:45"],
      ...["11-01T18:00", "11-01T18:15", "11-01T18:30", "11-01T18:45"],
      ...["11-02T18:00", "11-02T18:15", "11-02T18:30", "11-02T18:45"],
      "11-03T18:00",
    ]);
  });

  it("reads hours that begin within an hour by the quarter", () => {
    const edges = Array.from({ length: 25 }, (_, hour) => 900_000 + hour * 3_600_000);
    expect(chooseSegments(edges, 0)).toEqual([{ level: "15m", from: edges[0], to: edges[24] }]);
  });
});
