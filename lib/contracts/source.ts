import { z } from "zod";
import { ingestKindSchema } from "./kinds";
import { textSchema, timeZoneSchema } from "./primitives";

/** How one field of theirs becomes one of ours; API.md, "A mapping". */
export const fieldRuleSchema = z.union([
  textSchema(256),
  z.strictObject({
    path: textSchema(256).optional(),
    type: z.enum(["epoch_s", "epoch_ms", "iso", "datetime", "string", "number", "decimal", "url"]).optional(),
    format: textSchema(64)
      .describe(
        "For `datetime`, in letters of Unicode TR 35: yyyy yy, MMMM MMM MM M, dd d, EEEE EEE, HH H, hh h a, mm m, ss s, S to SSSSSSSSS, Z X XX XXX z, and literals in single quotes. Without an offset it is the wall clock of the source's time zone: a time that the clock leaves out is read with the offset before the change, one that comes twice is its first occurrence.",
      )
      .optional(),
    default: z.union([z.string().max(1024), z.number(), z.boolean()]).optional(),
    map: z.record(z.string(), z.string().max(1024)).optional(),
  }),
]);
export type FieldRule = z.infer<typeof fieldRuleSchema>;

export const kindMappingSchema = z.strictObject({ fields: z.record(textSchema(64), fieldRuleSchema) });
export const mappingSchema = z.partialRecord(ingestKindSchema, kindMappingSchema);
export type Mapping = z.infer<typeof mappingSchema>;

/** The default that supplies the time of arrival. */
export const receivedAtDefault = "$receivedAt";

/** How impressions find their bid request: by auction id; or, where it finds none, by user within 5 minutes too. */
export const bidMatchSchema = z
  .enum(["auction", "user_time"])
  .describe(
    "How impressions find their bid request. `auction`: by auction id. `user_time`: where that finds none, the latest bid request of the same user and campaign (or of none) at most 5 minutes before too. A change counts for the stored impressions as well, which takes a moment.",
  );

const limits = {
  /** What the source may send; null: the deployment's default. A file is read on only as fast, further requests get 429. */
  maxEventsPerSecond: z.number().int().min(1).max(10_000_000).nullish(),
  maxBytesPerSecond: z.number().int().min(1_000).max(10_000_000_000).nullish(),
};

export const sourceInputSchema = z.object({
  name: textSchema(200),
  timeZone: timeZoneSchema.default("UTC"),
  unknownReferences: z.enum(["reject", "create"]).default("reject"),
  mapping: mappingSchema.default({}),
  bidMatch: bidMatchSchema.default("auction"),
  expectedEverySeconds: z
    .number()
    .int()
    .min(1)
    .max(31 * 86_400)
    .nullish(),
  ...limits,
});
export type SourceInput = z.infer<typeof sourceInputSchema>;

/** `PATCH /api/sources/{id}`: only what is named changes, so the defaults do not apply. */
export const sourcePatchSchema = z.object({
  name: textSchema(200).optional(),
  timeZone: timeZoneSchema.optional(),
  unknownReferences: z.enum(["reject", "create"]).optional(),
  mapping: mappingSchema.optional(),
  bidMatch: bidMatchSchema.optional(),
  expectedEverySeconds: z
    .number()
    .int()
    .min(1)
    .max(31 * 86_400)
    .nullable()
    .optional(),
  ...limits,
});
export type SourcePatch = z.infer<typeof sourcePatchSchema>;

/** `POST /api/sources`: the key is shown here and never again. */
export const createdSourceSchema = z.object({ id: z.string(), ingestKey: z.string() });
export type CreatedSource = z.infer<typeof createdSourceSchema>;

/** A source as it is shown: of its keys only the first characters. */
export const sourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  unknownReferences: z.enum(["reject", "create"]),
  mapping: mappingSchema,
  bidMatch: bidMatchSchema,
  expectedEverySeconds: z.number().int().nullable(),
  maxEventsPerSecond: z.number().int().nullable(),
  maxBytesPerSecond: z.number().int().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  keys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      prefix: z.string(),
      createdAt: z.iso.datetime(),
      expiresAt: z.iso.datetime().nullable(),
      revokedAt: z.iso.datetime().nullable(),
    }),
  ),
  /** Signing secrets, without the secrets. */
  secrets: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      createdAt: z.iso.datetime(),
      expiresAt: z.iso.datetime().nullable(),
      revokedAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type Source = z.infer<typeof sourceSchema>;

/** `GET /api/sources` */
export const sourceListSchema = z.object({ sources: z.array(sourceSchema) });
