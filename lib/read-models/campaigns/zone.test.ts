import { describe, expect, it } from "vitest";
import { openZone } from "./zone";

const dayOf = (date: string) => Date.parse(date);
const iso = (instant: number) => new Date(instant).toISOString();
const hours = (zone: string, date: string) => {
  const { startOfDay } = openZone(zone);
  return (startOfDay(dayOf(date) + 86_400_000) - startOfDay(dayOf(date))) / 3_600_000;
};

describe("openZone", () => {
  it.each([
    ["UTC", "2026-11-23", "2026-11-23T00:00:00.000Z"],
    ["Europe/Berlin", "2026-01-10", "2026-01-09T23:00:00.000Z"],
    ["Europe/Berlin", "2026-07-10", "2026-07-09T22:00:00.000Z"],
    ["America/New_York", "2026-11-01", "2026-11-01T04:00:00.000Z"],
    ["America/New_York", "2026-11-02", "2026-11-02T05:00:00.000Z"],
    ["Asia/Kolkata", "2026-11-23", "2026-11-22T18:30:00.000Z"],
    ["Asia/Kathmandu", "2026-11-23", "2026-11-22T18:15:00.000Z"],
    ["Pacific/Kiritimati", "2026-11-23", "2026-11-22T10:00:00.000Z"],
    ["Pacific/Pago_Pago", "2026-11-23", "2026-11-23T11:00:00.000Z"],
    // the clock is set forward at midnight: the day begins at 01:00
    ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00.000Z"],
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"],
    // the clock is set back from 01:00 to 00:00: the first of the two midnights
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"],
  ])("starts the day of %s on %s at %s", (zone, date, expected) => {
    expect(iso(openZone(zone).startOfDay(dayOf(date)))).toBe(expected);
  });

  it.each([
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["Africa/Cairo", "2026-04-24", 23],
    ["America/Havana", "2026-11-01", 25],
    ["Asia/Kathmandu", "2026-11-23", 24],
    // Samoa left this date out when it crossed the date line
    ["Pacific/Apia", "2011-12-30", 0],
  ])("gives %s on %s %d hours", (zone, date, expected) => {
    expect(hours(zone, date)).toBe(expected);
  });

  it("gives every instant to the day that its wall clock shows", () => {
    const zone = openZone("America/New_York");
    expect(iso(zone.dayOf(Date.parse("2026-11-01T03:59:59.999Z")))).toBe("2026-10-31T00:00:00.000Z");
    expect(iso(zone.dayOf(Date.parse("2026-11-01T04:00:00.000Z")))).toBe("2026-11-01T00:00:00.000Z");
  });
});
