import type { Field } from "@/lib/contracts/fields";
import type { Rejection } from "@/lib/contracts/reject-reasons";
import { parseTime, type ToInstant } from "@/lib/contracts/time/parse-time";
import { isDeeper, maxDepth } from "../decode/decoded";

/** A value of ours, or why there is none. A value of the wrong type is left as it is for `validate` to refuse. */
export type Converted = { value: unknown } | { rejection: Rejection };

/**
 * Turns a value of theirs into what a field of ours holds: numbers as ids become text, numeric text
 * becomes micros, times become epoch milliseconds.
 */
export function toField(field: Field, value: unknown, toInstant: ToInstant): Converted {
  switch (field.type) {
    case "id":
    case "text":
      return { value: toText(value) };
    case "upper": {
      const text = toText(value);
      return { value: typeof text === "string" ? text.toUpperCase() : text };
    }
    case "micros":
      return { value: typeof value === "string" && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value };
    case "number":
      return { value: typeof value === "string" && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : value };
    case "boolean":
      return { value: toBoolean(value) };
    case "object":
      return { value: toObject(value) };
    case "time": {
      const time = parseTime(value, toInstant);
      return typeof time === "number" ? { value: time } : wrongType(field.name, time.problem);
    }
  }
}

export function wrongType(field: string, problem: string): { rejection: Rejection } {
  return { rejection: { reason: "wrong_type", field, message: `${field} ${problem}.` } };
}

function toText(value: unknown): unknown {
  return typeof value === "boolean" ? value : (textOf(value) ?? value);
}

/**
 * Gives a value as trimmed text, or undefined for what has none: objects, and numbers that are none.
 * Never `String(value)`: an object of a sender may have a `toString` of its own, or no prototype.
 */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim();
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}

const booleans: Record<string, boolean> = { true: true, false: false, "1": true, "0": false };

function toBoolean(value: unknown): unknown {
  const text = textOf(value)?.toLowerCase() ?? "";
  return Object.hasOwn(booleans, text) ? booleans[text] : value;
}

/** An object that stands in a text cell, as in CSV, is read as JSON. */
function toObject(value: unknown): unknown {
  if (typeof value !== "string" || !value.trim().startsWith("{")) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null && isDeeper(parsed, maxDepth) ? value : parsed;
  } catch {
    return value;
  }
}
