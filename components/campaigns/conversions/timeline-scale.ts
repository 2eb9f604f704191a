/** Ages nearer than this to the conversion stand about evenly; older ones ever closer together. */
const unitSeconds = 900;

const hour = 3_600;
const day = 86_400;
const tickAges = [
  0,
  hour,
  6 * hour,
  day,
  3 * day,
  7 * day,
  14 * day,
  30 * day,
  60 * day,
  90 * day,
  180 * day,
  365 * day,
];

/** Labels closer together than this part of the line would touch. */
const tickGap = 0.125;

const stretch = (seconds: number) => Math.log1p(seconds / unitSeconds);

export interface TimelineScale {
  /** The place of an age before the conversion (below zero: after it), 0 at the left to 1 at the right. */
  at: (ageSeconds: number) => number;
  ticks: { ageSeconds: number; at: number; label: string }[];
}

/**
 * A line of time that ends with the conversion, or with the last touch after it. It is stretched towards the
 * conversion (by a logarithm), since most touches are minutes or hours old and a window has weeks.
 * @param agesSeconds of what must fit: touches, and the windows' borders; below zero is after the conversion
 */
export function timelineScale(agesSeconds: readonly number[]): TimelineScale {
  const oldest = Math.max(hour, ...agesSeconds);
  const latest = Math.max(0, ...agesSeconds.map((age) => -age));
  const before = stretch(oldest);
  const total = before + stretch(latest);
  const at = (age: number) => (age >= 0 ? before - stretch(age) : before + stretch(-age)) / total;
  const ticks: TimelineScale["ticks"] = [];
  for (const ageSeconds of tickAges) {
    const place = at(ageSeconds);
    const last = ticks.at(-1);
    if (ageSeconds > oldest || (last && last.at - place < tickGap)) continue;
    ticks.push({ ageSeconds, at: place, label: tickLabel(ageSeconds) });
  }
  return { at, ticks };
}

function tickLabel(ageSeconds: number): string {
  if (ageSeconds === 0) return "0";
  return ageSeconds < day ? `−${ageSeconds / hour} h` : `−${ageSeconds / day} d`;
}

/** Dots that would stand on each other get levels, so that each of them shows; at most `levels`. */
export function levelsOf(places: readonly number[], levels = 3, gap = 0.022): number[] {
  const lastOf: number[] = [];
  return places.map((place) => {
    const free = Array.from({ length: levels }, (_, level) => level).find(
      (level) => Math.abs(place - (lastOf[level] ?? Number.NEGATIVE_INFINITY)) >= gap,
    );
    const level = free ?? lastOf.indexOf(Math.min(...lastOf));
    lastOf[level] = place;
    return level;
  });
}
