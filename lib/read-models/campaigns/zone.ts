const dayMs = 86_400_000;

/** What one IANA time zone's calendar says; instants and civil times are epoch milliseconds. */
export interface Zone {
  /** The wall clock at an instant, written as if it were UTC. */
  wallClock(instant: number): number;
  /** The civil day of an instant, as UTC midnight of that date. */
  dayOf(instant: number): number;
  /** The first instant of a civil day; where midnight is skipped, the instant that skips it. */
  startOfDay(day: number): number;
}

/**
 * Opens a zone of the runtime's own database, so that bounds, buckets and labels have one authority.
 * Days of 23 or 25 hours, offsets such as +05:45 and midnights that do not exist come out as lived.
 * @throws RangeError when the runtime does not know the zone.
 */
export function openZone(timeZone: string): Zone {
  const wallClock = wallClockOf(timeZone);
  const offsets = new Map<number, number>();
  const offsetAt = (instant: number) => {
    const known = offsets.get(instant) ?? wallClock(instant) - instant;
    offsets.set(instant, known);
    return known;
  };
  const startOfDay = (day: number) => {
    const before = day - offsetAt(day - dayMs);
    const after = day - offsetAt(day + dayMs);
    if (before === after) return before;
    const [early, late] = [Math.min(before, after), Math.max(before, after)];
    // a clock set back over midnight shows it twice: the day begins the first time
    if (wallClock(early) === day) return early;
    if (wallClock(late) === day) return late;
    return firstInstantAt(day, early, late, wallClock);
  };
  return { wallClock, dayOf: (instant) => Math.floor(wallClock(instant) / dayMs) * dayMs, startOfDay };
}

function wallClockOf(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (instant) => {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
  };
}

/** The first instant after `early` whose wall clock shows `civil` or later, to the second. */
function firstInstantAt(civil: number, early: number, late: number, wallClock: (instant: number) => number): number {
  let [low, high] = [early, late];
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (wallClock(middle) >= civil) high = middle;
    else low = middle;
  }
  return high;
}
