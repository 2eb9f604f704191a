import { describe, expect, it } from "vitest";
import { openZone } from "@/lib/read-models/campaigns/zone";
import { type FlightDates, pacingDays } from "./pacing-days";

const isoOf = (instant: number) => new Date(instant).toISOString();

/** The days with where each begins, and what the edges before and after them are. */
function cut(flight: FlightDates, now: string, timeZone = "UTC") {
  const { edges, days } = pacingDays(flight, openZone(timeZone), Date.parse(now));
  return {
    edges: edges.map(isoOf),
    days: days.map(({ day, edge }) => `${isoOf(day).slice(0, 10)} ${isoOf(edges[edge] ?? 0)}`),
  };
}

describe("pacingDays", () => {
  it("lists the days of the flight up to today", () => {
    expect(cut({ startsOn: "2024-10-26", endsOn: "2024-11-30" }, "2024-10-28T10:20:00Z", "Europe/Berlin")).toEqual({
      edges: [
        "2024-10-25T22:00:00.000Z",
        "2024-10-26T22:00:00.000Z",
        "2024-10-27T23:00:00.000Z",
        "2024-10-28T23:00:00.000Z",
      ],
      days: [
        "2024-10-26 2024-10-25T22:00:00.000Z",
        "2024-10-27 2024-10-26T22:00:00.000Z",
        "2024-10-28 2024-10-27T23:00:00.000Z",
      ],
    });
  });

  it("keeps what comes after the last day apart", () => {
    expect(cut({ startsOn: "2024-10-26", endsOn: "2024-10-26" }, "2025-01-01T00:00:00Z", "Asia/Kathmandu")).toEqual({
      edges: ["2024-10-25T18:15:00.000Z", "2024-10-26T18:15:00.000Z", "2025-01-01T18:15:00.000Z"],
      days: ["2024-10-26 2024-10-25T18:15:00.000Z"],
    });
  });

  it("lists the last 30 days of a campaign without a first day, and all time before them", () => {
    const { edges, days } = cut({ startsOn: null, endsOn: null }, "2024-10-28T10:20:00Z");
    expect(days).toHaveLength(30);
    expect(days[0]).toBe("2024-09-29 2024-09-29T00:00:00.000Z");
    expect(edges.slice(0, 2)).toEqual(["1970-01-01T00:00:00.000Z", "2024-09-29T00:00:00.000Z"]);
  });

  it("lists at most about three years", () => {
    const { edges, days } = cut({ startsOn: "0001-01-01", endsOn: "9999-12-31" }, "2024-10-28T10:20:00Z");
    expect(days).toHaveLength(1100);
    expect(days.at(-1)).toBe("2024-10-28 2024-10-28T00:00:00.000Z");
    expect(edges).toHaveLength(1102);
  });

  it.each([[{ startsOn: "2024-10-29", endsOn: null }], [{ startsOn: null, endsOn: "1960-01-01" }]])(
    "lists no day of %j",
    (flight) => {
      expect(cut(flight, "2024-10-28T10:20:00Z").days).toEqual([]);
    },
  );

  it("leaves out a date that a zone jumped over", () => {
    const { days } = cut({ startsOn: "2011-12-29", endsOn: "2011-12-31" }, "2012-02-01T00:00:00Z", "Pacific/Apia");
    expect(days.map((day) => day.slice(0, 10))).toEqual(["2011-12-29", "2011-12-31"]);
  });
});
