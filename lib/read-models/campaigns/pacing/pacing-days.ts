import { maxRangeDays } from "@/lib/read-models/campaigns/resolve-range";
import type { Zone } from "@/lib/read-models/campaigns/zone";

const dayMs = 86_400_000;
/** Of a campaign that has no first day the last so many are listed. */
const daysWithoutFlight = 30;
/** No event is older. */
const earliest = Date.UTC(1970, 0, 1);

export interface FlightDates {
  /** ISO dates of the advertiser's calendar; `endsOn` is the last day. */
  startsOn: string | null;
  endsOn: string | null;
}

/** What pacing adds up: instants in epoch milliseconds, civil days as UTC midnights of their date. */
export interface PacingDays {
  /** Ascending; the first is where spending begins to count, the last is the end of today, so that all are of the calendar. */
  edges: number[];
  /** The listed days, oldest first, each with the index of the edge that it starts at. */
  days: { day: number; edge: number }[];
}

/**
 * Cuts the time since a campaign began into the days to list and what lies before and after them. Listed are the
 * days of the flight that have begun, at most the last {@link maxRangeDays}; without a first day the last 30.
 */
export function pacingDays({ startsOn, endsOn }: FlightDates, zone: Zone, now: number): PacingDays {
  const today = zone.dayOf(now);
  const to = zone.startOfDay(today + dayMs);
  const last = Math.min(today, endsOn === null ? today : Date.parse(endsOn));
  const start = startsOn === null ? null : Math.max(earliest, Date.parse(startsOn));
  const from = start === null ? earliest : zone.startOfDay(start);
  if (from >= to) return { edges: [], days: [] };
  const first = Math.max(start ?? last - (daysWithoutFlight - 1) * dayMs, last - (maxRangeDays - 1) * dayMs);
  const days = [];
  const edges = [from];
  for (let day = first; day <= last; day += dayMs) {
    const dayStart = zone.startOfDay(day);
    // a zone that jumps over the date line has dates without a single instant
    if (dayStart < from || zone.startOfDay(day + dayMs) === dayStart) continue;
    days.push({ day, edge: pushEdge(edges, dayStart) });
  }
  if (last < today) pushEdge(edges, zone.startOfDay(last + dayMs));
  pushEdge(edges, to);
  return { edges, days };
}

/** Adds an edge unless it is the last already, and gives its index. */
function pushEdge(edges: number[], edge: number): number {
  const last = edges.at(-1) ?? Number.NEGATIVE_INFINITY;
  if (edge > last) edges.push(edge);
  return edges.length - 1;
}
