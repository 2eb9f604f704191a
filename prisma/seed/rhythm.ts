const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How busy each local hour is; a quiet night, a rise at breakfast and at lunch, the top in the evening. */
const hours = [
  0.45, 0.28, 0.18, 0.14, 0.15, 0.26, 0.55, 0.9, 1.1, 1.15, 1.15, 1.2, 1.3, 1.25, 1.15, 1.1, 1.15, 1.25, 1.45, 1.65,
  1.8, 1.7, 1.3, 0.8,
];

/** Sunday to Saturday. */
const weekdays = {
  leisure: [1.22, 0.9, 0.88, 0.9, 0.94, 1.02, 1.2],
  office: [0.66, 1.12, 1.16, 1.14, 1.1, 1.02, 0.72],
} as const;

export type WeekShape = keyof typeof weekdays;

/**
 * Makes the rhythm of an audience in one time zone: how busy an instant is, where 1 is the mean of a week.
 * The hours are interpolated, so half-hour and quarter-hour zones move smoothly too.
 */
export function createRhythm(timeZone: string, shape: WeekShape): (atMs: number) => number {
  const offsetAt = createZoneOffset(timeZone);
  const hoursMean = hours.reduce((sum, value) => sum + value, 0) / hours.length;
  const days = weekdays[shape];
  const daysMean = days.reduce((sum, value) => sum + value, 0) / days.length;
  return (atMs) => {
    const localMs = atMs + offsetAt(atMs);
    const hour = (((localMs % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS;
    const from = hours[Math.floor(hour)] ?? 0;
    const to = hours[(Math.floor(hour) + 1) % 24] ?? 0;
    const ofHour = from + (to - from) * (hour % 1);
    const ofDay = days[new Date(localMs).getUTCDay()] ?? 1;
    return (ofHour / hoursMean) * (ofDay / daysMean);
  };
}

/**
 * Makes a function that gives a zone's offset from UTC at an instant, in milliseconds (east is positive).
 * Offsets are kept per quarter hour, since no zone changes in between. Throws RangeError for an unknown zone.
 */
export function createZoneOffset(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  let keptSlot = Number.NaN;
  let keptOffsetMs = 0;
  return (atMs) => {
    const slot = Math.floor(atMs / (15 * 60_000));
    if (slot !== keptSlot) {
      const name = format.formatToParts(atMs).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
      const [, sign, hour, minute] = /^GMT([+-])(\d\d):(\d\d)$/.exec(name) ?? [];
      const minutes = Number(hour ?? 0) * 60 + Number(minute ?? 0);
      keptOffsetMs = (sign === "-" ? -minutes : minutes) * 60_000;
      keptSlot = slot;
    }
    return keptOffsetMs;
  };
}
