import { compileDateFormat } from "@/lib/contracts/time/date-format";
import { monthOf } from "@/lib/contracts/time/format-letters";
import { type Run, type Shape, shapeOf } from "./date-shape";

/** A format that the values prove; or that they are dates, and what is not proven. */
export type FoundFormat = { format: string } | Undecided;
type Undecided = { undecided: "order" | "century" };

/**
 * Finds the format of times from many values of one field. What comes first, day or month, is taken as
 * proven only when some value has a number above 12 there; likewise a year of two digits beside two
 * other pairs. The format is one that reads every value.
 * @returns null when the values are no times that a format of ours can read
 */
export function findFormat(texts: readonly string[]): FoundFormat | null {
  const compact = compactFormat(texts);
  const shape = compact ? null : shapeOf(texts);
  const found = compact ?? (shape && formatOfShape(shape));
  if (!found || "undecided" in found) return found;
  try {
    const parse = compileDateFormat(found.format);
    return texts.every((text) => typeof parse(text, (wallMs) => wallMs) === "number") ? found : null;
  } catch {
    return null;
  }
}

const compactFormats: Readonly<Record<number, string>> = {
  8: "yyyyMMdd",
  12: "yyyyMMddHHmm",
  14: "yyyyMMddHHmmss",
  17: "yyyyMMddHHmmssSSS",
};

function compactFormat(texts: readonly string[]): FoundFormat | null {
  const length = texts[0]?.length ?? 0;
  const format = compactFormats[length];
  if (!format || texts.some((text) => text.length !== length || !/^20\d+$/.test(text))) return null;
  return { format };
}

function formatOfShape({ runs, offsets }: Shape): FoundFormat | null {
  const isMonth = (run: Run) =>
    run.kind === "letters" && run.texts.every((text) => text.length > 2 && monthOf(text) > 0);
  const places = runs.flatMap((run, index) => (run.kind === "digits" || isMonth(run) ? [index] : []));
  const [first = -1, second = -1, third = -1, ...time] = places;
  if (
    third < 0 ||
    runs.slice(first, third).some((run) => run.kind === "other" && !/^[\s./,-]+$/.test(run.texts[0] ?? ""))
  ) {
    return null;
  }
  const date = dateLetters([runs[first], runs[second], runs[third]] as [Run, Run, Run], isMonth);
  if (!date || "undecided" in date) return date;
  const half = runs.findIndex((run, index) => index > third && run.texts.every((text) => /^[ap]m$/i.test(text)));
  const letters = new Map<number, string>([
    [first, date.letters[0]],
    [second, date.letters[1]],
    [third, date.letters[2]],
  ]);
  for (const [index, letter] of timeLetters(runs, time, half >= 0)) letters.set(index, letter);
  if (half >= 0) letters.set(half, "a");
  const parts = runs.map((run, index) => letters.get(index) ?? literal(run, index < first));
  const tail = offsetLetters(offsets);
  return parts.includes(null) || tail === null ? null : { format: parts.join("") + tail };
}

type Letters = readonly [string, string, string];

function dateLetters(runs: [Run, Run, Run], isMonth: (run: Run) => boolean): { letters: Letters } | Undecided | null {
  const [a, b, c] = runs;
  const name = (run: Run) => (run.texts.some((text) => text.length > 4) ? "MMMM" : "MMM");
  const year = (run: Run) => (run.texts.every((text) => text.length === 4) ? "yyyy" : "yy");
  if (isMonth(a)) return { letters: [name(a), pair(b, "d"), year(c)] };
  if (isMonth(b)) return { letters: [pair(a, "d"), name(b), year(c)] };
  if (isMonth(c)) return null;
  if (year(a) === "yyyy") return { letters: ["yyyy", pair(b, "M"), pair(c, "d")] };
  if (year(c) === "yy") {
    if (!c.texts.every((text) => text.length === 2)) return null;
    const isPadded = [a, b].every(({ texts }) => texts.every((text) => text.length === 2));
    // 24-05-04 may begin with its year
    if (isPadded && max(c) <= 31) return { undecided: "century" };
  }
  if (max(a) > 12 && max(b) <= 12) return { letters: [pair(a, "d"), pair(b, "M"), year(c)] };
  if (max(b) > 12 && max(a) <= 12) return { letters: [pair(a, "M"), pair(b, "d"), year(c)] };
  return max(a) <= 12 && max(b) <= 12 ? { undecided: "order" } : null;
}

const max = ({ texts }: Run) => Math.max(...texts.map(Number));

/** One letter reads one digit and two; two letters where a leading zero shows that there are always two. */
function pair({ texts }: Run, letter: string): string {
  const isPadded = texts.every((text) => text.length === 2) && texts.some((text) => text.startsWith("0"));
  return isPadded ? letter.repeat(2) : letter;
}

function timeLetters(runs: readonly Run[], places: readonly number[], isHalf: boolean): [number, string][] {
  const [hour, minute, second, fraction] = places;
  const found: [number, string][] = [];
  const add = (index: number | undefined, letter: string) => {
    const run = index === undefined ? undefined : runs[index];
    if (index !== undefined && run) found.push([index, pair(run, letter)]);
  };
  add(hour, isHalf ? "h" : "H");
  add(minute, "m");
  add(second, "s");
  const digits = fraction === undefined ? undefined : runs[fraction]?.texts[0]?.length;
  if (fraction !== undefined && digits) found.push([fraction, "S".repeat(digits)]);
  // minutes and seconds are always written with two digits
  return found.map(([index, letter]) => [index, /^[ms]$/.test(letter) ? letter.repeat(2) : letter]);
}

const weekdays = /^(?:mon|tue|wed|thu|fri|sat|sun)/i;

function literal({ kind, texts }: Run, isFirst: boolean): string | null {
  const [text = ""] = texts;
  if (kind === "other") return /'/.test(text) ? null : text;
  if (kind === "digits") return null;
  if (isFirst && texts.every((one) => weekdays.test(one))) return texts.some((one) => one.length > 3) ? "EEEE" : "EEE";
  if (new Set(texts).size > 1) return null;
  return text === "T" ? "T" : null;
}

function offsetLetters(offsets: readonly string[]): string | null {
  if (offsets.every((text) => text === "")) return "";
  const space = offsets.every((text) => text.startsWith(" ")) ? " " : "";
  const texts = offsets.map((text) => text.trim());
  const fits = (pattern: RegExp) => texts.every((text) => pattern.test(text));
  if (fits(/^(?:GMT|UTC)$/)) return `${space}z`;
  if (fits(/^[+-]\d{4}$/)) return `${space}Z`;
  if (fits(/^(?:Z|[+-]\d{2}:\d{2})$/)) return `${space}XXX`;
  if (fits(/^(?:Z|[+-]\d{4})$/)) return `${space}XX`;
  return fits(/^(?:Z|[+-]\d{2})$/) ? `${space}X` : null;
}
