import { z } from "zod";
import { ingestKindSchema } from "./kinds";
import { textSchema } from "./primitives";

/** Where files are pulled from. */
export const pullLocationSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("folder"), path: textSchema(1024) }),
  z.strictObject({
    type: z.literal("s3"),
    bucket: textSchema(63),
    prefix: z.string().max(1024).default(""),
    region: textSchema(64).default("us-east-1"),
    /** Of an S3-compatible store; none for Amazon's own. */
    endpoint: z.url({ protocol: /^https?$/ }).optional(),
    accessKeyId: textSchema(256).optional(),
  }),
]);
export type PullLocation = z.infer<typeof pullLocationSchema>;

const everySeconds = z
  .number()
  .int()
  .min(10)
  .max(31 * 86_400);

/** `POST /api/sources/{id}/pulls` */
export const pullInputSchema = z.object({
  name: textSchema(200),
  kind: ingestKindSchema,
  location: pullLocationSchema,
  /** Of the access key; kept sealed and never shown. */
  secretAccessKey: textSchema(256).optional(),
  /** Which file names, as a glob. */
  pattern: textSchema(256).default("**"),
  /** None: told by the file's name and first bytes. */
  contentType: textSchema(200).nullish(),
  everySeconds: everySeconds.default(3600),
  enabled: z.boolean().default(true),
});
export type PullInput = z.infer<typeof pullInputSchema>;

/** `PATCH /api/sources/{id}/pulls/{pullId}` */
export const pullPatchSchema = z.object({
  name: textSchema(200).optional(),
  kind: ingestKindSchema.optional(),
  location: pullLocationSchema.optional(),
  secretAccessKey: textSchema(256).optional(),
  pattern: textSchema(256).optional(),
  contentType: textSchema(200).nullish(),
  everySeconds: everySeconds.optional(),
  enabled: z.boolean().optional(),
});
export type PullPatch = z.infer<typeof pullPatchSchema>;

export const pullSchema = z.object({
  id: z.string(),
  sourceId: z.string(),
  name: z.string(),
  kind: ingestKindSchema,
  location: pullLocationSchema,
  hasSecret: z.boolean(),
  pattern: z.string(),
  contentType: z.string().nullable(),
  everySeconds: z.number().int(),
  enabled: z.boolean(),
  nextAt: z.iso.datetime(),
  /** Whether a worker is at it now. */
  isRunning: z.boolean(),
  lastStartedAt: z.iso.datetime().nullable(),
  lastFinishedAt: z.iso.datetime().nullable(),
  lastError: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type Pull = z.infer<typeof pullSchema>;
export const pullListSchema = z.object({ pulls: z.array(pullSchema) });

/** `POST /api/sources/{id}/pulls/test`: tries a location before it is kept. */
export const pullTestInputSchema = pullInputSchema.pick({ location: true, secretAccessKey: true, pattern: true });
/** `POST /api/sources/{id}/pulls/{pullId}/test`: what is not named is taken from the pull, its secret too. */
export const pullTestPatchSchema = pullPatchSchema.pick({ location: true, secretAccessKey: true, pattern: true });

/** What a test found. */
export const pullTestSchema = z.object({
  /** The first names that fit, at most 20. */
  files: z.array(z.object({ name: z.string(), bytes: z.number().int(), modifiedAt: z.iso.datetime() })),
  /** Whether these are all; otherwise there are more, or the search for more was ended. */
  isComplete: z.boolean(),
  /** A sentence that says why nothing can be listed; null when the location answers. */
  error: z.string().nullable(),
});
export type PullTest = z.infer<typeof pullTestSchema>;

/** A file that was taken, or that could not be. */
export const pulledFileSchema = z.object({
  name: z.string(),
  bytes: z.number().int(),
  /** `retrying`: it broke off in the middle and is read again; `failed`: not tried again until the file changes. */
  state: z.enum(["taken", "retrying", "failed"]),
  attempts: z.number().int(),
  batchId: z.string().nullable(),
  records: z.number().int().nullable(),
  error: z.string().nullable(),
  takenAt: z.iso.datetime(),
});
export type PulledFile = z.infer<typeof pulledFileSchema>;
/** `GET /api/sources/{id}/pulls/{pullId}/files?cursor=`, the newest first */
export const pulledFileListSchema = z.object({ files: z.array(pulledFileSchema), nextCursor: z.string().nullable() });
