const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const short = (names: readonly string[]) => names.map((name) => name.slice(0, 3)).join("|");

/** What a letter of a format stands for. */
export type Part = "year" | "month" | "day" | "hour" | "half" | "minute" | "second" | "fraction" | "offset" | "weekday";

export interface Letters {
  part: Part;
  /** A regular expression, without groups of its own names. */
  pattern: string;
  /** It matches one digit or two, so that nothing numeric can stand directly beside it. */
  isLoose?: true;
  isNumeric?: true;
}

const digits = (part: Part, pattern: string): Letters => ({ part, pattern, isNumeric: true });
const loose = (part: Part): Letters => ({ part, pattern: "\\d{1,2}", isNumeric: true, isLoose: true });
const words = (part: Part, pattern: string): Letters => ({ part, pattern });
const hours = "(?:0\\d|1[0-8])";

/** The pattern letters of Unicode TR 35 that are understood; names are English, in any case. */
const letters: Record<string, Letters> = {
  yyyy: digits("year", "\\d{4}"),
  uuuu: digits("year", "\\d{4}"),
  /** Of this century: no event is older. */
  yy: digits("year", "\\d{2}"),
  MMMM: words("month", months.join("|")),
  MMM: words("month", `sept|${short(months)}`),
  MM: digits("month", "\\d{2}"),
  M: loose("month"),
  dd: digits("day", "\\d{2}"),
  d: loose("day"),
  EEEE: words("weekday", weekdays.join("|")),
  EEE: words("weekday", short(weekdays)),
  HH: digits("hour", "\\d{2}"),
  H: loose("hour"),
  hh: digits("hour", "\\d{2}"),
  h: loose("hour"),
  a: words("half", "[ap]\\.?m\\.?"),
  mm: digits("minute", "\\d{2}"),
  m: loose("minute"),
  ss: digits("second", "\\d{2}"),
  s: loose("second"),
  Z: words("offset", `[+-]${hours}[0-5]\\d`),
  X: words("offset", `z|[+-]${hours}(?:[0-5]\\d)?`),
  XX: words("offset", `z|[+-]${hours}[0-5]\\d`),
  XXX: words("offset", `z|[+-]${hours}:[0-5]\\d`),
  /** Other abbreviations name several zones each. */
  z: words("offset", "gmt|utc|z"),
};

const advice: Record<string, string> = {
  YYYY: "write yyyy for the year",
  YY: "write yy for the year",
  DD: "write dd for the day of the month",
  D: "write d for the day of the month",
  A: "write a for AM and PM",
};

/**
 * Gives what a run of one letter stands for.
 * @throws Error for letters that are not understood, with what to write instead where that is known
 */
export function lettersOf(token: string): Letters {
  if (/^S{1,9}$/.test(token)) return digits("fraction", `\\d{${token.length}}`);
  const known = Object.hasOwn(letters, token) ? letters[token] : undefined;
  if (known) return known;
  const hint = Object.hasOwn(advice, token) ? `: ${advice[token]}` : "";
  throw new Error(`The time format has "${token}", which is not understood${hint}.`);
}

/** The number of a month, counted from 1, by its English name or the first letters of it; 0 for none. */
export function monthOf(name: string): number {
  return months.findIndex((month) => month.startsWith(name.toLowerCase())) + 1;
}
