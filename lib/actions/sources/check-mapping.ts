import { bidRequestSchema, clickSchema, conversionSchema, impressionSchema } from "@/lib/contracts/events";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { Mapping } from "@/lib/contracts/source";
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
 * Refuses a mapping to a field that we do not have: a misspelt name would otherwise reject every record.
 * @throws AppError `invalid_request` that names the first 20 such fields
 */
export function checkMapping(mapping: Mapping): void {
  const issues = Object.entries(mapping).flatMap(([kind, part]) => {
    const known = fieldsOf[kind as IngestKind];
    return Object.keys(part.fields)
      .filter((field) => !known.has(field))
      .map((field) => ({
        path: `mapping.${kind}.fields.${field}`,
        message: `is not a field of ours: ${kind} have ${[...known].join(", ")}`,
      }));
  });
  const first = issues[0];
  if (!first) return;
  throw new AppError("invalid_request", `The mapping is not valid: \`${first.path}\` ${first.message}`, {
    issues: issues.slice(0, 20),
  });
}
