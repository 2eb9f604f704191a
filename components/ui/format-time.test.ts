import { describe, expect, it } from "vitest";
import { formatCalendarDate, formatDateTime, formatDay, formatTime, formatWeekday, safeTimeZone } from "./format-time";
import { relativeTime } from "./relative-time";

const at = "2026-11-23T20:05:09Z";

describe("times in a zone", () => {
  it("moves to the zone, quarter hours and the next day included", () => {
    expect(formatDateTime(at, "UTC")).toBe("23 Nov 2026, 20:05");
    expect(formatDateTime(at, "Asia/Kathmandu")).toBe("24 Nov 2026, 01:50");
    expect(formatDateTime(at, "UTC", { seconds: true, zone: true })).toBe("23 Nov 2026, 20:05:09 UTC");
  });

  it("writes midnight as 00:00", () => {
    expect(formatTime("2026-11-23T00:00:00Z", "UTC")).toBe("00:00");
  });

  it("has short forms", () => {
    expect(formatDay(at, "UTC")).toBe("23 Nov");
    expect(formatWeekday(at, "Asia/Kathmandu")).toBe("Tue 24 Nov");
    expect(formatCalendarDate("2026-02-01")).toBe("1 Feb 2026");
  });

  it("stays readable with nothing, nonsense or an unknown zone", () => {
    expect(formatDateTime(null, "UTC")).toBe("–");
    expect(formatDateTime("yesterday-ish", "UTC")).toBe("–");
    expect(formatDateTime(at, "Mars/Olympus")).toBe("23 Nov 2026, 20:05");
    expect(safeTimeZone("Mars/Olympus")).toBe("UTC");
  });
});

describe("relativeTime", () => {
  const now = Date.parse(at);
  it.each([
    [0, "just now"],
    [-4_999, "just now"],
    [-12_000, "12 s ago"],
    [-59_999, "59 s ago"],
    [-60_000, "1 min ago"],
    [-3 * 3_600_000, "3 h ago"],
    [-86_400_000, "1 d ago"],
    [3 * 3_600_000, "in 3 h"],
    [-40 * 86_400_000, "14 Oct 2026"],
  ])("%i ms from now is %s", (offset, expected) => {
    expect(relativeTime(now + offset, now)).toBe(expected);
  });
});
