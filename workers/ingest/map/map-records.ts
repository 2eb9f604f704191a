import { conversionType, type Field, fieldsByKind } from "@/lib/contracts/fields";
import type { EventKind, IngestKind } from "@/lib/contracts/kinds";
import type { ToInstant } from "@/lib/contracts/time/parse-time";
import { zoneClock } from "@/lib/contracts/time/zone-time";
import type { RawOf } from "../decode/decoded";
import { type Refusal, type Staged, stage } from "../staged";
import { type CompiledRule, compileRule } from "./field-rule";
import { aliasFinder, type Found, findAliases, isAbsent } from "./read-aliases";
import { isOpenRtb, readOpenRtb } from "./read-open-rtb";
import { readPath } from "./read-path";
import type { SourceProfile } from "./source-profile";
import { type Converted, textOf, toField, wrongType } from "./to-field";

/** A record in our field names, not validated yet. */
export interface MappedRecord {
  record: number;
  raw: RawOf;
  kind: EventKind;
  /** By our field names; what has no value is not there. */
  fields: Record<string, unknown>;
  /** The fields that the sender sent, and not a default of the mapping. */
  sent: string[];
}

export interface ValueRecord {
  record: number;
  raw: RawOf;
  value: Record<string, unknown>;
}

/** Maps records of one source and ingest path; `receivedAt` is epoch milliseconds. */
export type Mapper = (records: readonly ValueRecord[], receivedAt: number) => Staged<MappedRecord>;

const kindOfPath: Record<Exclude<IngestKind, "interactions">, EventKind> = {
  impressions: "impression",
  clicks: "click",
  conversions: "conversion",
  "bid-requests": "bid_request",
};

/** Compiles what a source says about the records of one ingest path; throws for a zone that is not known. */
export function createMapper(source: SourceProfile, path: IngestKind): Mapper {
  const rules = new Map<string, CompiledRule>();
  const given = source.mapping[path]?.fields ?? {};
  for (const field of [...Object.values(fieldsByKind).flat(), conversionType]) {
    const rule = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
    if (rule !== undefined) rules.set(field.name, compileRule(field, rule));
  }
  const toInstant = zoneClock(source.timeZone);
  const kindOf = path === "interactions" ? interactionKind(rules, toInstant) : () => kindOfPath[path];
  return (records, receivedAt) =>
    stage(records, (item) => mapRecord(item, kindOf(item.value), { rules, toInstant, receivedAt }));
}

interface Context {
  rules: Map<string, CompiledRule>;
  toInstant: ToInstant;
  receivedAt: number;
}

/** Of a refused record the fields are read on that tell where it belongs. */
const naming = new Set(["occurredAt", "campaignId", "creativeId"]);

function mapRecord(item: ValueRecord, kind: EventKind, context: Context): MappedRecord | Refusal {
  const isBid = kind === "bid_request" && isOpenRtb(item.value);
  const aliased = isBid ? readOpenRtb(item.value) : findAliases[kind](item.value);
  const fields: Record<string, unknown> = {};
  const sent: string[] = [];
  let refused: Refusal | undefined;
  for (const field of fieldsByKind[kind]) {
    if (refused && !naming.has(field.name)) continue;
    const rule = context.rules.get(field.name);
    const found = find(item.value, field, rule, aliased);
    const converted = found ? convert(field, rule, found, context) : defaultOf(field, rule, context);
    if (!converted) continue;
    if ("rejection" in converted) refused ??= converted;
    else {
      fields[field.name] = converted.value;
      if (found) sent.push(field.name);
    }
  }
  if (refused) return { ...refused, named: { ...fields, kind } };
  return { record: item.record, raw: item.raw, kind, fields, sent };
}

function convert(field: Field, rule: CompiledRule | undefined, found: Found, { toInstant }: Context): Converted {
  const problem = unitProblem(field, rule, found);
  if (problem) return problem;
  return rule ? rule.convert(found.value, toInstant) : toField(field, found.value, toInstant);
}

function find(
  value: Record<string, unknown>,
  field: Field,
  rule: CompiledRule | undefined,
  aliased: Map<string, Found>,
): Found | undefined {
  if (rule?.path === undefined) return aliased.get(field.name);
  const found = readPath(value, rule.path);
  return isAbsent(found) ? undefined : { value: found, name: rule.path };
}

function defaultOf(
  field: Field,
  rule: CompiledRule | undefined,
  { toInstant, receivedAt }: Context,
): Converted | undefined {
  if (rule?.default === undefined) return undefined;
  if (rule.defaultIsReceivedAt) {
    return { value: field.type === "time" ? receivedAt : new Date(receivedAt).toISOString() };
  }
  return toField(field, rule.default, toInstant);
}

/** `price: 2` may be two euros, two cents or two per mille: only a name that says so, or a rule, is believed. */
function unitProblem(field: Field, rule: CompiledRule | undefined, found: Found): Refusal | undefined {
  if (field.type !== "micros" || rule?.namesUnit || /micros$/i.test(found.name)) return undefined;
  if (Number(textOf(found.value)) === 0) return undefined;
  const problem = `was sent as "${found.name}", which does not say its unit: send ${field.name}, or map it with the type decimal`;
  return wrongType(field.name, problem);
}

/** In a mixed file an empty type or `click` is a click, every other type a conversion; DESIGN, "What it is for". */
function interactionKind(
  rules: Map<string, CompiledRule>,
  toInstant: ToInstant,
): (value: Record<string, unknown>) => EventKind {
  const findType = aliasFinder([conversionType]);
  const rule = rules.get(conversionType.name);
  return (value) => {
    const found = find(value, conversionType, rule, findType(value));
    if (!found) return rule?.default === undefined || isClick(rule.default) ? "click" : "conversion";
    const converted = rule ? rule.convert(found.value, toInstant) : { value: found.value };
    return "value" in converted && (isAbsent(converted.value) || isClick(converted.value)) ? "click" : "conversion";
  };
}

function isClick(type: unknown): boolean {
  return textOf(type)?.toLowerCase() === "click";
}
