import { z } from "zod";
import { previewRecordSchema } from "./preview";
import { externalIdSchema } from "./primitives";
import { mappingSchema } from "./source";

/** `POST /api/quality/replays` */
export const replayInputSchema = z.strictObject({
  issueId: externalIdSchema,
  /** Instead of the source's own. */
  mapping: mappingSchema.optional(),
  /** Only tells what would become of the records. */
  dryRun: z.boolean().default(false),
  /** Whether the source keeps the mapping, from the moment the replay runs. */
  saveMapping: z.boolean().default(false),
  /** So long it waits, and can be undone. */
  delaySeconds: z.number().int().min(0).max(3600).default(0),
});
export type ReplayInput = z.infer<typeof replayInputSchema>;

/** Of a dry run, or of what was started: how many of the issue's records would now be accepted. */
export const replayAnswerSchema = z.object({
  /** Null of a dry run. */
  replayId: z.string().nullable(),
  /** The issue's records. */
  records: z.number().int(),
  /** So many of them, the newest, were tried. */
  examined: z.number().int(),
  /** Of the examined. */
  wouldAccept: z.number().int(),
  /** Of those that would not: what would be wrong with them. */
  reasons: z.array(z.object({ reason: z.string(), field: z.string().nullable(), count: z.number().int() })),
  /** The first of them, tried. */
  samples: z.array(previewRecordSchema),
});
export type ReplayAnswer = z.infer<typeof replayAnswerSchema>;

export const replayStateSchema = z.enum(["waiting", "running", "done", "failed", "cancelled"]);

/** `GET /api/quality/replays/{id}` */
export const replaySchema = z.object({
  replayId: z.string(),
  issueId: z.string(),
  state: replayStateSchema,
  /** Of the issue when it was asked for. */
  records: z.number().int(),
  /** What became of those that were taken so far. */
  stored: z.number().int(),
  duplicate: z.number().int(),
  /** Rejected still. */
  rejected: z.number().int(),
  savesMapping: z.boolean(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  /** Until then it can be undone with `POST …/cancel`. */
  startsAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  error: z.string().nullable(),
  /** Of one replay that is over: the batches whose figures it moved, at most 20. */
  batches: z.array(z.string()).optional(),
});
export type Replay = z.infer<typeof replaySchema>;

/** `GET /api/quality/replays?issueId=`, newest first. */
export const replayListSchema = z.object({ replays: z.array(replaySchema) });

/** Where role replay answers what would become of an issue's records (a NATS request). */
export const replayTrialSubject = "replay-trial.v1";
export const replayTrialSchema = z.object({ issueId: z.string(), mapping: mappingSchema.optional() });
