import { offsetMs, type ParsedTime, type ToInstant, wallTime } from "./parse-time";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The pattern letters of Unicode TR 35 that are understood, each with what it matches. */
const letters: Record<string, string> = {
  yyyy: "(?<year>\\d{4})",
  MMM: "(?<monthName>[A-Za-z]{3})",
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  dd: "(?<day>\\d{2})",
  d: "(?<day>\\d{1,2})",
  HH: "(?<hour>\\d{2})",
  H: "(?<hour>\\d{1,2})",
  hh: "(?<hour>\\d{2})",
  h: "(?<hour>\\d{1,2})",
  a: "(?<half>[AaPp][Mm])",
  mm: "(?<minute>\\d{2})",
  ss: "(?<second>\\d{2})",
  SSS: "(?<fraction>\\d{3})",
  SSSSSS: "(?<fraction>\\d{6})",
  Z: "(?<offset>[+-]\\d{4})",
  XXX: "(?<offset>Z|[+-]\\d{2}:\\d{2})",
};

/** A quoted literal, a run of one letter, or anything else by itself; a bare T is always the T of ISO 8601. */
const tokens = /'([^']*)'|T|([A-Za-z])\2*|./gs;

/**
 * Makes a reader of times written in a format, such as `dd/MM/yyyy HH:mm:ss`. Without an offset in the
 * format a time is the wall clock of the source; what the format leaves out is zero.
 * @throws Error when the format has letters that are not understood, or names no full date.
 */
export function compileDateFormat(format: string): (text: string, toInstant: ToInstant) => ParsedTime {
  const source = format.replace(tokens, (token, literal: string | undefined, letter: string | undefined) => {
    if (literal !== undefined) return literally(literal || "'");
    if (!letter) return literally(token);
    const pattern = letters[token];
    if (!pattern) throw new Error(`The time format has "${token}", which is not understood.`);
    return pattern;
  });
  const names = ["year", "day"].concat(source.includes("monthName") ? "monthName" : "month");
  if (!names.every((name) => source.includes(`<${name}>`))) throw new Error("The time format names no full date.");
  const pattern = new RegExp(`^${source}$`);
  return (text, toInstant) => {
    const found = pattern.exec(text.trim())?.groups;
    const wall = found ? wallTimeOf(found) : null;
    if (!found || wall === null) return { problem: `"${text.slice(0, 40)}" is no time of the format ${format}` };
    return found.offset ? wall - offsetMs(found.offset) : toInstant(wall);
  };
}

function wallTimeOf(found: Record<string, string | undefined>): number | null {
  const month = found.monthName ? months.indexOf(found.monthName.toLowerCase()) + 1 : Number(found.month);
  const hour = Number(found.hour ?? 0);
  if (found.half && (hour < 1 || hour > 12)) return null;
  return wallTime(
    {
      year: Number(found.year),
      month,
      day: Number(found.day),
      hour: found.half ? (hour % 12) + (/p/i.test(found.half) ? 12 : 0) : hour,
    },
    {
      minute: Number(found.minute ?? 0),
      second: Number(found.second ?? 0),
      ms: Number(found.fraction?.slice(0, 3) ?? 0),
    },
  );
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
