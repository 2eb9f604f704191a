import { describe, expect, it } from "vitest";
import { arrivalGrid, arrivalLevel } from "./arrival-grid";
import { sparklinePath } from "./sparkline-path";

describe("arrivalGrid", () => {
  const now = new Date("2026-11-23T10:30:00Z");

  it("has a row a day that ends today in the zone", () => {
    const grid = arrivalGrid([], "Pacific/Auckland", now);
    expect(grid).toHaveLength(7);
    expect(grid[6]?.date).toBe("2026-11-23");
    expect(arrivalGrid([], "Pacific/Kiritimati", now)[6]?.date).toBe("2026-11-24");
  });

  it("tells an hour without events from one that is not over", () => {
    const today = arrivalGrid([{ at: "2026-11-23T08:00:00Z", count: 5 }], "UTC", now)[6]?.cells ?? [];
    expect(today[8]).toEqual({ hour: 8, count: 5, state: "some" });
    expect(today[9]?.state).toBe("none");
    expect(today[10]?.state).toBe("outside");
    expect(today[23]?.state).toBe("outside");
  });

  it("does not call the hours before a source began silent", () => {
    const since = new Date("2026-11-22T07:20:00Z");
    const grid = arrivalGrid([], "UTC", now, 7, since);
    expect(grid[4]?.cells.every((cell) => cell.state === "outside")).toBe(true);
    expect(grid[5]?.cells[6]?.state).toBe("outside");
    expect(grid[5]?.cells[7]?.state).toBe("none");
  });

  it("adds up finer buckets and the doubled hour of the clock change", () => {
    const quarters = ["08:00", "08:15", "08:45"].map((time) => ({ at: `2026-11-23T${time}:00Z`, count: 2 }));
    expect(arrivalGrid(quarters, "UTC", now)[6]?.cells[8]?.count).toBe(6);
    const doubled = ["2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"].map((at) => ({ at, count: 3 }));
    const berlin = arrivalGrid(doubled, "Europe/Berlin", new Date("2026-10-26T12:00:00Z"));
    expect(berlin.find((day) => day.date === "2026-10-25")?.cells[2]?.count).toBe(6);
  });

  it("survives an unreadable time", () => {
    expect(
      arrivalGrid([{ at: "soon", count: 1 }], "UTC", now)
        .flatMap((day) => day.cells)
        .every((cell) => cell.count === 0),
    ).toBe(true);
  });
});

describe("arrivalLevel", () => {
  it("runs from 1 to 4", () => {
    expect([1, 100, 400, 900, 1_000].map((count) => arrivalLevel(count, 1_000))).toEqual([1, 2, 3, 4, 4]);
    expect(arrivalLevel(0, 0)).toBe(1);
  });
});

describe("sparklinePath", () => {
  it("spans its box, the largest at the top", () => {
    expect(sparklinePath([0, 5, 10]).line).toBe("M0 98L50 51L100 4");
  });

  it("breaks at gaps and makes a dot of a single value", () => {
    expect(sparklinePath([1, null, 1]).line).toBe("M0 4h0M100 4h0");
    expect(sparklinePath([7]).line).toBe("M50 4h0");
  });

  it("draws nothing of nothing and a flat line of zeros", () => {
    expect(sparklinePath([])).toEqual({ line: "", area: "" });
    expect(sparklinePath([0, 0]).line).toBe("M0 98L100 98");
  });
});
