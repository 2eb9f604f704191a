import type { FieldRule } from "@/lib/contracts/source";
import { parseTime } from "@/lib/contracts/time/parse-time";
import { textOf } from "../map/to-field";
import { findFormat } from "./find-format";

type RuleObject = Exclude<FieldRule, string>;

/** What the values of a field say about how their time is to be read. */
export interface TimeProposal {
  looksLikeTime: boolean;
  /** What the rule needs beside the path; nothing when the time is understood without a rule. */
  rule: Pick<RuleObject, "type" | "format">;
  /** What a person has to know or to decide. */
  note: string | null;
}

const firstYear = Date.UTC(2000, 0, 1);
const yearMs = 366 * 86_400_000;
const no: TimeProposal = { looksLikeTime: false, rule: {}, note: null };

/**
 * Says how the values of a field are read as times. ISO 8601 and numbers since 1970 between the year
 * 2000 and a year from `now` need no format; of other texts a format is proposed only when they prove it.
 * @param now epoch milliseconds
 */
export function proposeTime(values: readonly unknown[], now: number): TimeProposal {
  const texts = values.map((value) => textOf(value) ?? "");
  if (texts.length === 0) return { looksLikeTime: true, rule: {}, note: null };
  const times = texts.map((text) => parseTime(text, (wallMs) => wallMs));
  const isPlausible = times.every((time) => typeof time === "number" && time >= firstYear && time <= now + yearMs);
  if (isPlausible) return { looksLikeTime: true, rule: {}, note: offsetNote(texts) };
  const found = findFormat(texts);
  if (!found) return no;
  if ("format" in found) {
    const note = `All ${texts.length} values of the sample are read with ${found.format}.`;
    return { looksLikeTime: true, rule: { type: "datetime", format: found.format }, note };
  }
  return { looksLikeTime: true, rule: {}, note: undecidedNote(texts[0] ?? "", found.undecided) };
}

function offsetNote(texts: readonly string[]): string | null {
  const isWallClock = texts.some((text) => /\d:\d/.test(text) && !/(?:[Zz]|[+-]\d{2}(?::?\d{2})?)$/.test(text));
  return isWallClock ? "The times name no offset: they are read in the source's time zone." : null;
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
].concat(["November", "December"]);

function undecidedNote(text: string, undecided: "order" | "century"): string {
  const shown = text.slice(0, 40);
  if (undecided === "century") return `${shown} may begin with its year or with its day: name the format.`;
  const [first = 0, second = 0] = (text.match(/\d+/g) ?? []).map(Number);
  const [one, other] = [months[first - 1], months[second - 1]];
  if (!one || !other || one === other) return `${shown} may have its day or its month first: name the format.`;
  return `${shown} may be ${one} or ${other}: name the format.`;
}
