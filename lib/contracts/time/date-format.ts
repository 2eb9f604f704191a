import { type Letters, lettersOf, monthOf, type Part } from "./format-letters";
import { offsetMs, type ParsedTime, type ToInstant, wallTime } from "./parse-time";

/** A quoted literal, a run of one letter, or anything else by itself; a bare T is always the T of ISO 8601. */
const tokens = /'((?:[^']|'')*)'|T|([A-Za-z])\2*|./gsu;

const partNames: Partial<Record<Part, string>> = { half: "half of the day (a)", fraction: "fraction of the second" };

/**
 * Makes a reader of times written in a format of Unicode TR 35's letters, such as `dd/MM/yyyy HH:mm:ss`,
 * `d MMM yyyy h:mm a` or `yyyy-MM-dd'T'HH:mm:ss.SSSXXX`. Without an offset in the format a time is the
 * wall clock of the source's zone: one that the clock leaves out is read with the offset before the
 * change, one that comes twice is its first occurrence. What the format leaves out of the time of day is
 * zero; `yy` is a year from 2000 on. A weekday has to be one, and is not compared with the date.
 * @throws Error when the format has letters that are not understood, names no full date, names something
 *   twice, counts hours to 12 without `a`, or could be read in two ways
 */
export function compileDateFormat(format: string): (text: string, toInstant: ToInstant) => ParsedTime {
  const { source, parts } = compile(format);
  for (const part of ["year", "month", "day"]) {
    if (!parts.has(part as Part)) throw new Error("The time format names no full date.");
  }
  if (!parts.has("half") && format.replace(/'[^']*'/g, "").includes("h")) {
    throw new Error("The time format counts hours to 12 with h, which needs a for AM or PM; H counts to 24.");
  }
  const pattern = new RegExp(`^${source}$`, "iu");
  return (text, toInstant) => {
    const found = pattern.exec(text.trim())?.groups;
    const wall = found ? wallTimeOf(found) : null;
    if (!found || wall === null) return { problem: `"${text.slice(0, 40)}" is no time of the format ${format}` };
    return found.offset ? wall - offsetMs(found.offset) : toInstant(wall);
  };
}

function compile(format: string): { source: string; parts: Set<Part> } {
  const parts = new Set<Part>();
  let before: Letters | undefined;
  const source = format.replace(tokens, (token, literal: string | undefined, letter: string | undefined) => {
    const letters = literal === undefined && letter ? lettersOf(token) : undefined;
    if (letters && before?.isNumeric && letters.isNumeric && (letters.isLoose || before.isLoose)) {
      throw new Error(`The time format can be read in two ways at "${token}": double single letters that touch.`);
    }
    before = letters;
    if (!letters) return literally(literal === undefined ? token : literal.replaceAll("''", "'") || "'");
    if (parts.has(letters.part))
      throw new Error(`The time format names the ${partNames[letters.part] ?? letters.part} twice.`);
    parts.add(letters.part);
    return `(?<${letters.part}>${letters.pattern})`;
  });
  return { source, parts };
}

function wallTimeOf(found: Record<string, string | undefined>): number | null {
  const { year = "", month = "" } = found;
  const hour = Number(found.hour ?? 0);
  if (found.half && (hour < 1 || hour > 12)) return null;
  return wallTime(
    {
      year: year.length === 2 ? 2000 + Number(year) : Number(year),
      month: /^\d/.test(month) ? Number(month) : monthOf(month),
      day: Number(found.day),
      hour: found.half ? (hour % 12) + (/^p/i.test(found.half) ? 12 : 0) : hour,
    },
    {
      minute: Number(found.minute ?? 0),
      second: Number(found.second ?? 0),
      ms: Number((found.fraction ?? "").padEnd(3, "0").slice(0, 3)),
    },
  );
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
