/** Turns the wall clock of the source's zone, given as if it were UTC, into epoch milliseconds. */
export type ToInstant = (wallMs: number) => number;

/** Epoch milliseconds, or what is wrong with the text. */
export type ParsedTime = number | { problem: string };

const iso =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?([Zz]|[+-](?:0\d|1[0-8])(?::?[0-5]\d)?)?$/;
const numeric = /^-?\d+(?:\.\d+)?$/;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
/** Two numbers and a year, in an order that only the sender knows. */
const loneDate = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const months = ["January", "February", "March", "April", "May", "June"].concat([
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
]);

/**
 * Reads a time that no mapping describes: ISO 8601 with an offset, the same without one as the wall
 * clock of the source, or an epoch number told by its size. A date whose day and month could be
 * changed about is never guessed at.
 */
export function parseTime(value: unknown, toInstant: ToInstant): ParsedTime {
  if (typeof value === "number") return fromEpoch(value);
  if (typeof value !== "string") return { problem: "must be a time, as text or as a number" };
  const text = value.trim();
  if (numeric.test(text)) return fromEpoch(Number(text));
  return parseIso(text, toInstant);
}

/** Reads ISO 8601 date and time; without an offset it is the wall clock of the source. */
export function parseIso(text: string, toInstant: ToInstant): ParsedTime {
  const match = iso.exec(text);
  if (!match) return { problem: foreignProblem(text) };
  const [, year, month, day, hour, minute, second = "0", fraction = "", offset] = match;
  const wall = wallTime(
    { year: Number(year), month: Number(month), day: Number(day), hour: Number(hour) },
    { minute: Number(minute), second: Number(second), ms: Number(fraction.padEnd(3, "0").slice(0, 3)) },
  );
  if (wall === null) return { problem: `"${text}" is not in the calendar` };
  return offset ? wall - offsetMs(offset) : toInstant(wall);
}

function foreignProblem(text: string): string {
  const shown = `"${text.slice(0, 40)}"`;
  const toDo = "name its format in the source's mapping";
  if (isoDate.test(text)) return `${shown} has no time of day; ${toDo}, yyyy-MM-dd, when midnight is meant`;
  const [, first = "", , second = ""] = loneDate.exec(text) ?? [];
  const [month, other] = [months[Number(first) - 1], months[Number(second) - 1]];
  if (!month || !other) return `${shown} is no ISO 8601 time; ${toDo}`;
  if (month === other) return `${shown} may have its day or its month first; ${toDo}, which is never guessed`;
  return `${shown} may be ${month} ${Number(second)} or ${other} ${Number(first)}; ${toDo}, which is never guessed`;
}

/** Seconds, milliseconds, micro- or nanoseconds since 1970: between 1973 and 5138 their sizes do not overlap. */
function fromEpoch(value: number): ParsedTime {
  const size = Math.abs(value);
  if (size >= 1e8 && size < 1e11) return Math.round(value * 1000);
  if (size >= 1e11 && size < 1e14) return Math.round(value);
  if (size >= 1e14 && size < 1e17) return Math.floor(value / 1e3);
  if (size >= 1e17 && size < 1e20) return Math.floor(value / 1e6);
  return { problem: `${value} is neither seconds nor milliseconds since 1970` };
}

/** Gives the wall clock as if it were UTC, or null when there is no such time; a leap second is the next second. */
export function wallTime(
  { year, month, day, hour }: { year: number; month: number; day: number; hour: number },
  { minute, second, ms }: { minute: number; second: number; ms: number },
): number | null {
  if (hour > 23 || minute > 59 || second > 60 || month < 1 || month > 12 || day < 1) return null;
  const daysOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day > daysOfMonth || year < 1000 ? null : Date.UTC(year, month - 1, day, hour, minute, second, ms);
}

/** The milliseconds of an offset such as `+05:45`, `-0800`, `+02`, `Z` or `GMT`. */
export function offsetMs(offset: string): number {
  if (/^[a-z]/i.test(offset)) return 0;
  const digits = offset.slice(1).replace(":", "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return (offset.startsWith("-") ? -minutes : minutes) * 60_000;
}
