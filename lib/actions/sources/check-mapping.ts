import { bidRequestSchema, clickSchema, conversionSchema, impressionSchema } from "@/lib/contracts/events";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { FieldRule, Mapping } from "@/lib/contracts/source";
import { compileDateFormat } from "@/lib/contracts/time/date-format";
import { AppError } from "@/lib/errors";

// a click file may hold conversions and the other way round, so the two share their fields
const interaction = { ...clickSchema.shape, ...conversionSchema.shape };
const fieldsOf: Record<IngestKind, ReadonlySet<string>> = {
  impressions: new Set(Object.keys(impressionSchema.shape)),
  clicks: new Set(Object.keys(interaction)),
  conversions: new Set(Object.keys(interaction)),
  interactions: new Set(Object.keys(interaction)),
  "bid-requests": new Set(Object.keys(bidRequestSchema.shape)),
};

/**
 * Refuses a mapping that would reject every record: to a field that we do not have, such as a misspelt
 * name, or with a time format that cannot be read.
 * @throws AppError `invalid_request` that names the first 20 of what is wrong
 */
export function checkMapping(mapping: Mapping): void {
  const issues = Object.entries(mapping).flatMap(([kind, { fields }]) => {
    const known = fieldsOf[kind as IngestKind];
    return Object.entries(fields).flatMap(([field, rule]) => {
      const path = `mapping.${kind}.fields.${field}`;
      if (!known.has(field)) {
        return [{ path, message: `is not a field of ours: ${kind} have ${[...known].join(", ")}` }];
      }
      const problem = formatProblem(rule);
      return problem === null ? [] : [{ path: `${path}.format`, message: problem }];
    });
  });
  const first = issues[0];
  if (!first) return;
  throw new AppError("invalid_request", `The mapping is not valid: \`${first.path}\` ${first.message}`, {
    issues: issues.slice(0, 20),
  });
}

function formatProblem(rule: FieldRule): string | null {
  if (typeof rule === "string" || rule.type !== "datetime") return null;
  if (rule.format === undefined) return "is missing: a datetime needs a format such as dd.MM.yyyy HH:mm:ss";
  try {
    compileDateFormat(rule.format);
    return null;
  } catch (error) {
    return `cannot be read: ${(error as Error).message}`;
  }
}
