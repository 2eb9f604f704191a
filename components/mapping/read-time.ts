import { compileDateFormat } from "@/lib/contracts/time/date-format";
import { type ParsedTime, parseIso, parseTime, type ToInstant } from "@/lib/contracts/time/parse-time";
import { zoneClock } from "@/lib/contracts/time/zone-time";
import type { RuleObject } from "./edit-rule";

export type TimeReading = { text: string } | { problem: string };

/** Reads a value of a sample as the pipeline would with this rule: the instant in UTC, or why there is none. */
export function readTime(rule: RuleObject, value: string, timeZone: string): TimeReading {
  const mapped = rule.map && Object.hasOwn(rule.map, value.trim()) ? (rule.map[value.trim()] ?? value) : value;
  try {
    const time = parse(rule, mapped.trim(), zoneClock(timeZone));
    return typeof time === "number" ? shown(time) : { problem: sentence(time.problem) };
  } catch (error) {
    return { problem: sentence(error instanceof Error ? error.message : "it cannot be read") };
  }
}

function parse({ type, format }: RuleObject, text: string, toInstant: ToInstant): ParsedTime {
  switch (type) {
    case "epoch_s":
    case "epoch_ms": {
      const number = text === "" ? Number.NaN : Number(text);
      if (!Number.isFinite(number)) return { problem: "this is no number" };
      return Math.round(type === "epoch_s" ? number * 1000 : number);
    }
    case "iso":
      return parseIso(text, toInstant);
    case "datetime":
      if (format === undefined) return { problem: "name the format first" };
      return compileDateFormat(format)(text, toInstant);
    default:
      return parseTime(text, toInstant);
  }
}

function shown(time: number): TimeReading {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return { problem: "This is no time of our calendar." };
  return {
    text: `${date
      .toISOString()
      .replace("T", " ")
      .replace(/(?:\.000)?Z$/, "")} UTC`,
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;
}
