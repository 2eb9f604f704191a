/** Calendar dates as ISO text ("2026-11-23"): they compare as strings and have no zone. */

const DAY_MS = 86_400_000;

/** The calendar date of a moment in an IANA zone. Throws a RangeError for an unknown zone. */
export function calendarDateOf(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(at);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

function toUtc(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function fromUtc(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The date some days later (or earlier, with a negative count). */
export function addDays(date: string, days: number): string {
  return fromUtc(toUtc(date) + days * DAY_MS);
}

/** The first day of the month some months later (or earlier). */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return fromUtc(Date.UTC(year, month - 1 + months, 1));
}

/** How many days a range holds, both ends counted. */
export function daysInRange(from: string, to: string): number {
  return Math.round((toUtc(to) - toUtc(from)) / DAY_MS) + 1;
}

/** True for a real date written as YYYY-MM-DD (not 2026-02-30). */
export function isCalendarDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toUtc(text)) && fromUtc(toUtc(text)) === text;
}

/** Six weeks, Monday first, that hold the month of a date: always 42 dates, so that the grid never changes height. */
export function monthGrid(date: string): string[] {
  const first = addMonths(date, 0);
  const weekday = (new Date(toUtc(first)).getUTCDay() + 6) % 7;
  return Array.from({ length: 42 }, (_, index) => addDays(first, index - weekday));
}

/** Where a key of the calendar's grid leads from a date; null for a key that does not move. */
export function calendarStep(date: string, key: string): string | null {
  const weekday = (new Date(toUtc(date)).getUTCDay() + 6) % 7;
  const days: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -7,
    ArrowDown: 7,
    Home: -weekday,
    End: 6 - weekday,
  };
  if (key in days) return addDays(date, days[key] ?? 0);
  if (key !== "PageUp" && key !== "PageDown") return null;
  const first = addMonths(date, key === "PageUp" ? -1 : 1);
  const last = addDays(addMonths(first, 1), -1);
  const same = `${first.slice(0, 8)}${date.slice(8)}`;
  return same > last ? last : same;
}
