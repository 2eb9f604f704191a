import type { Field } from "@/lib/contracts/fields";
import { receivedAtDefault } from "@/lib/contracts/source";
import { compileDateFormat } from "@/lib/contracts/time/date-format";
import { parseTime } from "@/lib/contracts/time/parse-time";
import type { RuleObject } from "./edit-rule";

/** Why a rule for a field cannot work; null for one that can. */
export function ruleProblem(field: Field, rule: RuleObject): string | null {
  return formatProblem(rule) ?? defaultProblem(field, rule.default);
}

function formatProblem({ type, format }: RuleObject): string | null {
  if (type !== "datetime")
    return format === undefined ? null : "A format counts only with the type “date in a format”.";
  if (format === undefined) return "Name the format, such as dd.MM.yyyy HH:mm:ss.";
  try {
    compileDateFormat(format);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "The time format is not understood.";
  }
}

/** A default stands for a value as we would have it, so it has to be of the field's own kind. */
function defaultProblem({ type }: Field, value: RuleObject["default"]): string | null {
  if (value === undefined) return null;
  const text = String(value).trim();
  if (type === "time") return timeDefaultProblem(text);
  if (text === receivedAtDefault) return null;
  if (type === "boolean" && !/^(?:true|false|0|1)$/i.test(text)) return "The default has to be true or false.";
  if (type === "micros" && !/^\d{1,15}$/.test(text)) return "The default has to be whole micros: 2500000 is 2.50.";
  if (type === "number" && !/^\d+(?:\.\d+)?$/.test(text)) return "The default has to be a number.";
  if (type === "object" && !text.startsWith("{")) return "The default has to be a JSON object.";
  return null;
}

function timeDefaultProblem(text: string): string | null {
  if (text === receivedAtDefault || typeof parseTime(text, (wallMs) => wallMs) === "number") return null;
  return `The default has to be ${receivedAtDefault}, the time of arrival, or a time such as 2026-11-23T10:00:00Z.`;
}
