import { openZone, type Zone } from "@/lib/read-models/campaigns/zone";
import type { TimeRange } from "../../runtime/group-times";

const dayMs = 86_400_000;

/** Days of a calendar that follow each other. */
export interface DayRun {
  /** YYYY-MM-DD */
  days: string[];
  /** Where the days begin and the last one ends, epoch milliseconds: one more than days. */
  edges: number[];
}

/** Between which instants (epoch milliseconds) a day must end to be compared or reported. */
export interface DueEnds {
  /** What ended by then is over. */
  upTo: number;
  /** Retention has dropped all events of a day that ended by then. */
  after: number;
}

/** Gives the days of a zone's calendar that the stretches touch and that are due, in runs without a gap. */
export function dueDays(timeZone: string, touched: readonly TimeRange[], ends: DueEnds): DayRun[] {
  const zone = openZone(timeZone);
  const runs: DayRun[] = [];
  let next = Number.NEGATIVE_INFINITY;
  for (const { from, to } of touched.toSorted((a, b) => a.from - b.from)) {
    const last = Math.min(to, ends.upTo - 1);
    for (let day = Math.max(next, zone.dayOf(Math.max(from, ends.after))); zone.startOfDay(day) <= last; day += dayMs) {
      next = day + dayMs;
      if (isDue(zone, day, ends)) addDay(runs, zone, day);
    }
  }
  return runs;
}

/** Gives the days of a zone's calendar after one of its days (YYYY-MM-DD) that are due. */
export function dueDaysAfter(timeZone: string, after: string, ends: DueEnds): DayRun | undefined {
  const from = openZone(timeZone).startOfDay(Date.parse(after) + dayMs);
  return dueDays(timeZone, [{ from, to: ends.upTo }], ends)[0];
}

/** The day (YYYY-MM-DD) of a zone's calendar before the one that an instant lies in. */
export function dayBefore(timeZone: string, instant: number): string {
  return isoDay(openZone(timeZone).dayOf(instant) - dayMs);
}

/** The start of the day that an instant lies in. */
export function startOfDayAt(timeZone: string, instant: number): number {
  const zone = openZone(timeZone);
  return zone.startOfDay(zone.dayOf(instant));
}

function isDue(zone: Zone, day: number, ends: DueEnds): boolean {
  const end = zone.startOfDay(day + dayMs);
  return end <= ends.upTo && end > ends.after;
}

function addDay(runs: DayRun[], zone: Zone, day: number): void {
  const last = runs.at(-1);
  const [start, end] = [zone.startOfDay(day), zone.startOfDay(day + dayMs)];
  // a calendar can leave a day out: the place where it would be has no length
  if (start === end) return;
  if (last && last.edges.at(-1) === start) {
    last.days.push(isoDay(day));
    last.edges.push(end);
  } else runs.push({ days: [isoDay(day)], edges: [start, end] });
}

function isoDay(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
