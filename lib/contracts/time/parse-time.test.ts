import { describe, expect, it } from "vitest";
import { parseTime } from "./parse-time";
import { zoneClock } from "./zone-time";

const inUtc = (wallMs: number) => wallMs;
const iso = (time: unknown) => (typeof time === "number" ? new Date(time).toISOString() : time);

describe("parseTime", () => {
  it.each<[unknown, string]>([
    ["2023-12-14T17:16:34Z", "2023-12-14T17:16:34.000Z"],
    ["2023-12-14 17:16:34", "2023-12-14T17:16:34.000Z"],
    ["2023-12-14T17:16", "2023-12-14T17:16:00.000Z"],
    ["2023-12-14t17:16:34.123456789z", "2023-12-14T17:16:34.123Z"],
    ["2023-12-14T17:16:34,5+05:45", "2023-12-14T11:31:34.500Z"],
    ["2023-12-14T17:16:34-0830", "2023-12-15T01:46:34.000Z"],
    ["2023-12-14 17:16:34 +02", "2023-12-14T15:16:34.000Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    [1702574194, "2023-12-14T17:16:34.000Z"],
    [1702574194.25, "2023-12-14T17:16:34.250Z"],
    ["1702574194", "2023-12-14T17:16:34.000Z"],
    [1702574194123, "2023-12-14T17:16:34.123Z"],
    [1702574194123456, "2023-12-14T17:16:34.123Z"],
    ["1702574194123456789", "2023-12-14T17:16:34.123Z"],
  ])("reads %s", (value, expected) => {
    expect(iso(parseTime(value, inUtc))).toBe(expected);
  });

  it.each([
    "4/5/2024",
    "04-05-2024 10:00:00",
    "2024-05-04",
    "2023-02-29T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-01-01T24:00:00Z",
    "2024-01-01T12:00:00+99:00",
    "2024-01-01T12:00:00+05:75",
    "2024-01-01T00:60:00Z",
    "0000-01-01T00:00:00Z",
    "yesterday",
    "",
    12,
    -5,
    Number.NaN,
    1e25,
    true,
    {},
  ])("refuses %s", (value) => {
    expect(parseTime(value, inUtc)).toEqual({ problem: expect.any(String) });
  });

  it.each([
    ["4/5/2024", "may be April 5 or May 4"],
    ["04-05-2024 10:00:00", "may be April 5 or May 4"],
    ["4.5.24", "may be April 5 or May 4"],
    ["12/11/2024 1:02 PM", "may be December 11 or November 12"],
    ["5/5/2024", "may have its day or its month first"],
    ["14/5/2024", "is no ISO 8601 time"],
    ["May 4, 2024", "is no ISO 8601 time"],
    ["2024-05-04", "has no time of day"],
  ])("never guesses what %s is, and says to name the format", (text, words) => {
    for (const zone of ["UTC", "America/New_York"]) {
      const { problem } = parseTime(text, zoneClock(zone)) as { problem: string };
      expect(problem).toContain(words);
      expect(problem).toContain("name its format in the source's mapping");
    }
  });
});

describe("zoneClock", () => {
  const read = (zone: string, text: string) => iso(parseTime(text, zoneClock(zone)));

  it.each([
    ["Europe/Berlin", "2026-01-15 12:00:00", "2026-01-15T11:00:00.000Z"],
    ["Europe/Berlin", "2026-07-15 12:00:00", "2026-07-15T10:00:00.000Z"],
    ["Asia/Kathmandu", "2026-07-15 12:00:00", "2026-07-15T06:15:00.000Z"],
    ["America/New_York", "2026-03-08 01:59:59.999", "2026-03-08T06:59:59.999Z"],
    ["America/New_York", "2026-03-08 03:00:00", "2026-03-08T07:00:00.000Z"],
    ["Pacific/Kiritimati", "2026-01-01 00:00:00", "2025-12-31T10:00:00.000Z"],
    ["Pacific/Pago_Pago", "2026-01-01 00:00:00", "2026-01-01T11:00:00.000Z"],
  ])("reads the clocks of %s at %s", (zone, text, expected) => {
    expect(read(zone, text)).toBe(expected);
  });

  it("reads a time that is left out with the offset before, by half an hour in Lord Howe too", () => {
    expect(read("Europe/Berlin", "2026-03-29 02:30:00")).toBe("2026-03-29T01:30:00.000Z");
    expect(read("Australia/Lord_Howe", "2026-10-04 02:15:00")).toBe("2026-10-03T15:45:00.000Z");
  });

  it("takes the first of two equal times", () => {
    expect(read("Europe/Berlin", "2026-10-25 02:30:00")).toBe("2026-10-25T00:30:00.000Z");
    expect(read("America/New_York", "2026-11-01 01:30:00")).toBe("2026-11-01T05:30:00.000Z");
  });

  it("turns every hour of two years back as the runtime shows it, unless it stands twice", () => {
    const zone = "America/Sao_Paulo";
    const clock = zoneClock(zone);
    const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    for (let utc = Date.UTC(2018, 0, 1); utc < Date.UTC(2020, 0, 1); utc += 3_600_000) {
      const back = parseTime(shown.format(utc), clock);
      expect([utc, utc - 3_600_000]).toContain(back);
    }
  });
});
