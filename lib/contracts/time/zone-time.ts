const quarterMs = 15 * 60_000;
const dayMs = 86_400_000;
/** One entry a quarter of an hour that occurs: 10,000 are more than 100 days. */
const maxEntries = 10_000;
/** Sources stand in few zones; there are some hundreds. */
const maxClocks = 32;
const clocks = new Map<string, (wallMs: number) => number>();

/**
 * Gives the function that turns wall-clock time in a zone into epoch milliseconds. The wall clock is
 * given as if it were UTC (`Date.UTC(2026, 2, 29, 2, 30)` for half past two on that day).
 *
 * A time that does not exist, since the clock was put forward, is read with the offset before the
 * change (02:30 becomes 03:30 of the new time); a time that exists twice is its first occurrence.
 * That is the rule "compatible" of ECMAScript's Temporal and of RFC 5545.
 * @throws RangeError when the runtime does not know the zone.
 */
export function zoneClock(timeZone: string): (wallMs: number) => number {
  const made = clocks.get(timeZone);
  if (made) return made;
  const clock = createClock(timeZone);
  if (clocks.size >= maxClocks) clocks.clear();
  clocks.set(timeZone, clock);
  return clock;
}

function createClock(timeZone: string): (wallMs: number) => number {
  const offsetAt = zoneOffset(timeZone);
  // every offset change of our time falls on a full quarter of an hour, so one answer serves a quarter
  const known = new Map<number, number>();
  return (wallMs) => {
    const quarter = Math.floor(wallMs / quarterMs);
    let offsetMs = known.get(quarter);
    if (offsetMs === undefined) {
      offsetMs = offsetOfWallTime(quarter * quarterMs, offsetAt);
      if (known.size >= maxEntries) known.clear();
      known.set(quarter, offsetMs);
    }
    return wallMs - offsetMs;
  };
}

function offsetOfWallTime(wallMs: number, offsetAt: (utcMs: number) => number): number {
  const before = offsetAt(wallMs - dayMs);
  const after = offsetAt(wallMs + dayMs);
  // going forward `after` can be right only from the change on; `before` also reads a gap
  if (before !== after && offsetAt(wallMs - before) !== before && offsetAt(wallMs - after) === after) return after;
  return before;
}

/** Gives how far the zone is ahead of UTC at an instant, in milliseconds. */
function zoneOffset(timeZone: string): (utcMs: number) => number {
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
  return (utcMs) => {
    const parts = Object.fromEntries(format.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utcMs / 1000) * 1000;
  };
}
