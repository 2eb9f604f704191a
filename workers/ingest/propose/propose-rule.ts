import type { Field } from "@/lib/contracts/fields";
import type { FieldRule } from "@/lib/contracts/source";
import { decimalToMicros } from "../map/decimal-to-micros";
import { textOf } from "../map/to-field";
import { isUrl } from "./holds";
import { proposeTime } from "./propose-time";

type RuleObject = Exclude<FieldRule, string>;

/** What a rule for a field needs beside the path. */
export interface RuleProposal {
  rule: Pick<RuleObject, "type" | "format" | "map">;
  /** Why, or what a person has to decide. */
  note: string | null;
  /** The values cannot be taken until a person has decided. */
  isOpen: boolean;
}

const nothing: RuleProposal = { rule: {}, note: null, isOpen: false };

/**
 * Says from its values how a field of theirs is to be read as one of ours.
 * @param path their name of it
 * @param now epoch milliseconds
 */
export function proposeRule(field: Field, path: string, values: readonly unknown[], now: number): RuleProposal {
  const texts = values.map((value) => textOf(value) ?? "");
  if (field.name === "conversionType") return mapOf(texts, isClickWord, "click", "Values that mean a click.");
  if (field.name === "site" && texts.some(isUrl)) {
    return { rule: { type: "url" }, note: "Of the addresses the site is kept.", isOpen: false };
  }
  switch (field.type) {
    case "time": {
      const { looksLikeTime, rule, note } = proposeTime(values, now);
      return { rule, note, isOpen: !looksLikeTime || (note?.endsWith("name the format.") ?? false) };
    }
    case "micros":
      return proposeAmount(path, texts);
    case "boolean":
      return proposeBoolean(texts);
    default:
      return nothing;
  }
}

/** A price may be of one or of a thousand, in units, cents or micros: only a fraction shows that it is units. */
function proposeAmount(path: string, texts: readonly string[]): RuleProposal {
  if (/micros$/i.test(path)) return nothing;
  if (texts.every((text) => Number(text) === 0)) return nothing;
  if (texts.every((text) => Number.isInteger(Number(text)))) {
    const note = `“${clip(path)}” holds whole numbers, which may be units, cents or micros: choose the type.`;
    return { rule: {}, note, isOpen: true };
  }
  if (texts.some((text) => decimalToMicros(text) === null)) {
    return {
      rule: {},
      note: `“${clip(path)}” holds amounts such as ${clip(texts[0] ?? "")}, which are not read.`,
      isOpen: true,
    };
  }
  const note = `Amounts such as ${clip(texts[0] ?? "")}. Look whether they are of one event, and not of a thousand.`;
  return { rule: { type: "decimal" }, note, isOpen: false };
}

function proposeBoolean(texts: readonly string[]): RuleProposal {
  const strange = [...new Set(texts)].filter((text) => !/^(?:true|false|0|1)$/i.test(text));
  if (strange.length === 0) return nothing;
  const map = Object.fromEntries(strange.map((text) => [text, /^[yt]/i.test(text) ? "true" : "false"]));
  return { rule: { map }, note: "Their words for true and false.", isOpen: false };
}

const clickWords = new Set([
  "c",
  "clk",
  "clicks",
  "clicked",
  "adclick",
  "linkclick",
  "clickthrough",
  "clickout",
  "bannerclick",
]);

function isClickWord(text: string): boolean {
  return clickWords.has(text.toLowerCase().replace(/[^a-z]/g, ""));
}

function mapOf(texts: readonly string[], is: (text: string) => boolean, ours: string, note: string): RuleProposal {
  const theirs = [...new Set(texts)].filter(is);
  if (theirs.length === 0) return nothing;
  return { rule: { map: Object.fromEntries(theirs.map((text) => [text, ours])) }, note, isOpen: false };
}

/** Fit for a note. */
export function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
