import { getHostname } from "tldts";
import type { Field } from "@/lib/contracts/fields";
import { type FieldRule, receivedAtDefault } from "@/lib/contracts/source";
import { compileDateFormat } from "@/lib/contracts/time/date-format";
import { type ParsedTime, parseIso, type ToInstant } from "@/lib/contracts/time/parse-time";
import { decimalToMicros } from "./decimal-to-micros";
import { type Converted, textOf, toField, wrongType } from "./to-field";

type RuleObject = Exclude<FieldRule, string>;
type ByType = (value: unknown, toInstant: ToInstant) => Converted;

/** A source's rule for one of our fields, ready for many records. */
export interface CompiledRule {
  /** Where it stands in their record; without one the built-in names are tried. */
  path: string | undefined;
  /** Whether the rule says what an amount is counted in. */
  namesUnit: boolean;
  /** What stands for a record without a value, as we would have it. */
  default: string | number | boolean | undefined;
  /** The default is the time of arrival. */
  defaultIsReceivedAt: boolean;
  convert: ByType;
}

/** Compiles a rule; one that cannot work, such as a format that is not understood, refuses every value and says why. */
export function compileRule(field: Field, rule: FieldRule): CompiledRule {
  const spec: RuleObject = typeof rule === "string" ? { path: rule } : rule;
  const byType = converterOf(field, spec);
  const map = spec.map;
  return {
    path: spec.path,
    namesUnit: spec.type !== undefined || spec.path !== undefined,
    default: spec.default,
    defaultIsReceivedAt: spec.default === receivedAtDefault,
    convert: map ? (value, toInstant) => byType(mapped(map, value), toInstant) : byType,
  };
}

function mapped(map: Record<string, string>, value: unknown): unknown {
  const key = textOf(value);
  return key !== undefined && Object.hasOwn(map, key) ? map[key] : value;
}

function converterOf(field: Field, { type, format }: RuleObject): ByType {
  const fail = (problem: string) => wrongType(field.name, problem);
  const fromTime = (time: ParsedTime) => (typeof time === "number" ? { value: time } : fail(time.problem));
  switch (type) {
    case undefined:
      return (value, toInstant) => toField(field, value, toInstant);
    case "epoch_s":
    case "epoch_ms":
      return epochConverter(type === "epoch_s" ? 1000 : 1, fail);
    case "iso":
      return (value, toInstant) => fromTime(parseIso(textOf(value) ?? "", toInstant));
    case "datetime":
      return dateConverter(format, fromTime, fail);
    case "string":
      return (value) => {
        const text = textOf(value);
        return text === undefined ? fail("must be text") : { value: text };
      };
    case "number":
      return (value) => fromNumber(value, (number) => ({ value: number }), fail);
    case "decimal":
      return (value) => {
        const micros = decimalToMicros(textOf(value) ?? "");
        return micros === null ? fail("must be a decimal number such as 12.50") : { value: micros };
      };
    case "url":
      return (value) => ({ value: typeof value === "string" ? (getHostname(value) ?? value.trim()) : value });
  }
}

function epochConverter(scale: number, fail: (problem: string) => Converted): ByType {
  return (value, toInstant) => {
    // Avro's timestamps of micro- and nanoseconds are ISO text when they come here
    const time = typeof value === "string" && value.includes("-", 1) ? parseIso(value.trim(), toInstant) : null;
    if (typeof time === "number") return { value: time };
    return fromNumber(value, (number) => ({ value: Math.round(number * scale) }), fail);
  };
}

function dateConverter(
  format: string | undefined,
  fromTime: (time: ParsedTime) => Converted,
  fail: (problem: string) => Converted,
): ByType {
  if (format === undefined) return () => fail("is mapped as datetime, which needs a format");
  try {
    const parse = compileDateFormat(format);
    return (value, toInstant) => fromTime(parse(textOf(value) ?? "", toInstant));
  } catch (error) {
    const problem = `cannot be read: ${error instanceof Error ? error.message : "the time format is not understood."}`;
    return () => fail(problem.replace(/\.$/, ""));
  }
}

function fromNumber(
  value: unknown,
  use: (number: number) => Converted,
  fail: (problem: string) => Converted,
): Converted {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? use(number) : fail("must be a number");
}
