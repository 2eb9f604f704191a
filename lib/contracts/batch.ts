import { z } from "zod";
import { batchFileSchema, batchViaSchema } from "./chunk";
import { ingestKindSchema } from "./kinds";

/** What the door answers with 202. */
export const acceptedSchema = z.object({
  batchId: z.string(),
  chunks: z.number().int(),
  records: z.number().int(),
  bytes: z.number().int(),
  /** Of a request with several files. */
  files: z.array(batchFileSchema).optional(),
});
export type Accepted = z.infer<typeof acceptedSchema>;

const count = z.number().int().nonnegative();
const time = z.iso.datetime().nullable();

/** `GET /api/batches/{batchId}`: received = stored + duplicate + rejected + pending. */
export const batchSchema = z.object({
  batchId: z.string(),
  source: z.string(),
  kind: ingestKindSchema,
  state: z.enum(["receiving", "processing", "done", "failed"]),
  received: count,
  stored: count,
  duplicate: count,
  rejected: count,
  /** The part of `stored` that is invalid traffic. */
  filtered: count,
  pending: count,
  reasons: z.array(z.object({ reason: z.string(), field: z.string().nullable(), count })),
  firstEventAt: time,
  lastEventAt: time,
  receivedAt: z.iso.datetime(),
  doneAt: time,
  /** Why the rest of the body was refused, when it was. */
  error: z.string().nullable(),
  via: batchViaSchema,
  fileName: z.string().nullable(),
  /** The batch whose rejects this one corrects. */
  corrects: z.string().nullable(),
  /** Of a request with several files. */
  files: z.array(batchFileSchema).nullable(),
});
export type Batch = z.infer<typeof batchSchema>;

export const batchListSchema = z.object({ batches: z.array(batchSchema), nextCursor: z.string().nullable() });

export const rejectSchema = z.object({
  /** The record's number in the batch, from 1. */
  record: z.number().int(),
  reason: z.string(),
  field: z.string().nullable(),
  message: z.string(),
  raw: z.string(),
});
export type Reject = z.infer<typeof rejectSchema>;
export const rejectListSchema = z.object({ rejects: z.array(rejectSchema), nextCursor: z.string().nullable() });
