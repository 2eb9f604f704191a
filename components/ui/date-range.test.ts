import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  calendarDateOf,
  calendarStep,
  daysInRange,
  isCalendarDate,
  monthGrid,
} from "./calendar-date";
import { dateRangeLabel, pickDay, resolveDateRange } from "./date-range";

describe("calendar dates", () => {
  it("depend on the zone", () => {
    const at = new Date("2026-11-23T20:05:00Z");
    expect(calendarDateOf(at, "UTC")).toBe("2026-11-23");
    expect(calendarDateOf(at, "Asia/Kolkata")).toBe("2026-11-24");
    expect(calendarDateOf(new Date("2026-11-23T02:00:00Z"), "America/New_York")).toBe("2026-11-22");
  });

  it("add up over months, years, leap days and clock changes", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-01");
    expect(addMonths("2026-01-31", -1)).toBe("2025-12-01");
    expect(daysInRange("2026-03-01", "2026-03-31")).toBe(31);
  });

  it("are real dates", () => {
    expect(isCalendarDate("2026-02-28")).toBe(true);
    for (const text of ["2026-02-30", "2026-2-3", "", "20260203", "2026-13-01"])
      expect(isCalendarDate(text)).toBe(false);
  });

  it("fill six weeks from Monday", () => {
    const grid = monthGrid("2026-11-23");
    expect(grid).toHaveLength(42);
    expect(grid[0]).toBe("2026-10-26");
    expect(grid[6]).toBe("2026-11-01");
    expect(monthGrid("2026-06-15")[0]).toBe("2026-06-01");
  });
});

describe("date ranges", () => {
  const now = new Date("2026-11-23T20:05:00Z");
  it.each([
    ["today", "2026-11-24", "2026-11-24"],
    ["yesterday", "2026-11-23", "2026-11-23"],
    ["7d", "2026-11-18", "2026-11-24"],
    ["30d", "2026-10-26", "2026-11-24"],
  ] as const)("%s in Kolkata", (preset, from, to) => {
    expect(resolveDateRange({ preset }, "Asia/Kolkata", now)).toEqual({ from, to });
  });

  it("keep fixed dates", () => {
    const range = { from: "2026-01-02", to: "2026-01-03" };
    expect(resolveDateRange(range, "UTC", now)).toEqual(range);
  });

  it("name the year once when it is one", () => {
    expect(dateRangeLabel({ preset: "30d" })).toBe("Last 30 days");
    expect(dateRangeLabel({ from: "2026-11-03", to: "2026-11-09" })).toBe("3 Nov – 9 Nov 2026");
    expect(dateRangeLabel({ from: "2025-12-30", to: "2026-01-02" })).toBe("30 Dec 2025 – 2 Jan 2026");
    expect(dateRangeLabel({ from: "2026-11-03", to: "2026-11-03" })).toBe("3 Nov 2026");
  });

  it("are picked with two days in any order", () => {
    const start = { from: "2026-11-01", to: "2026-11-30", isOpen: false };
    const first = pickDay(start, "2026-11-10");
    expect(first).toEqual({ from: "2026-11-10", to: "2026-11-10", isOpen: true });
    expect(pickDay(first, "2026-11-12")).toEqual({ from: "2026-11-10", to: "2026-11-12", isOpen: false });
    expect(pickDay(first, "2026-11-03")).toEqual({ from: "2026-11-03", to: "2026-11-10", isOpen: false });
  });
});

describe("calendarStep", () => {
  it.each([
    ["ArrowLeft", "2026-11-24"],
    ["ArrowDown", "2026-12-02"],
    ["Home", "2026-11-23"],
    ["End", "2026-11-29"],
    ["PageUp", "2026-10-25"],
  ])("%s from 25 November 2026 leads to %s", (key, expected) => {
    expect(calendarStep("2026-11-25", key)).toBe(expected);
  });

  it("stays inside a shorter month", () => {
    expect(calendarStep("2026-01-31", "PageDown")).toBe("2026-02-28");
    expect(calendarStep("2028-03-31", "PageUp")).toBe("2028-02-29");
  });

  it("leaves other keys alone", () => {
    expect(calendarStep("2026-11-25", "Enter")).toBeNull();
  });
});
