import { z } from "zod";
import { formatSchema } from "./kinds";
import { externalIdSchema, textSchema } from "./primitives";
import { rejectReasonSchema } from "./reject-reasons";

export const issueStateSchema = z.enum(["open", "ignored", "resolved"]);

/** The query of `GET /api/quality/issues`; a filter that is left out lets everything through. */
export const issueQuerySchema = z.object({
  state: issueStateSchema.optional(),
  source: externalIdSchema.optional(),
  reason: rejectReasonSchema.optional(),
  kind: externalIdSchema.optional(),
  field: textSchema(256).optional(),
  /** A person; `none`: nobody's. */
  assignee: textSchema(200).optional(),
  /** First seen within a day, or come back after it was resolved. */
  is: z.enum(["new", "regressed", "replayable"]).optional(),
  sort: z.enum(["lastSeen", "firstSeen", "count"]).default("lastSeen"),
});
export type IssueQuery = z.infer<typeof issueQuerySchema>;

export const qualityIssueSchema = z.object({
  id: z.string(),
  source: z.string(),
  sourceName: z.string(),
  kind: z.string(),
  reason: z.string(),
  field: z.string().nullable(),
  count: z.number().int(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  state: issueStateSchema,
  assignee: z.string().nullable(),
  /** Why it is ignored, or what was found out. */
  note: z.string().nullable(),
  /** First seen within the last 24 hours. */
  isNew: z.boolean(),
  /** When it came back after it had been resolved; null when it is not open for that. */
  regressedAt: z.iso.datetime().nullable(),
  /** How many records have left it by replays. */
  replayed: z.number().int(),
  /** Of unknown references: how many the catalogue knows by now; null for other reasons. */
  replayable: z.number().int().nullable(),
  /** Rejects of the last 7 days by 6 hours, oldest first: 28 figures. */
  trend: z.array(z.number().int()),
  /** The newest rejected record. */
  sample: z.object({ batchId: z.string(), record: z.number(), message: z.string(), raw: z.string() }).nullable(),
});
export type QualityIssue = z.infer<typeof qualityIssueSchema>;
/** How many issues of each state the other filters let through. */
export const issueCountsSchema = z.object({
  open: z.number().int(),
  ignored: z.number().int(),
  resolved: z.number().int(),
});
export type IssueCounts = z.infer<typeof issueCountsSchema>;
export const qualityIssueListSchema = z.object({ issues: z.array(qualityIssueSchema), counts: issueCountsSchema });

/** How a rejected record was written: Avro is kept as JSON, a row of CSV needs its header line to be read. */
export const recordFormSchema = z.object({
  format: formatSchema,
  csvHeader: z.string().nullable(),
  csvDelimiter: z.string().nullable(),
});
export type RecordForm = z.infer<typeof recordFormSchema>;

export const issueRecordSchema = z.object({
  batchId: z.string(),
  record: z.number().int(),
  receivedAt: z.iso.datetime(),
  field: z.string().nullable(),
  message: z.string(),
  /** The first 32,768 bytes. */
  raw: z.string(),
  /** Null where it was not remembered. */
  form: recordFormSchema.nullable(),
});
export type IssueRecord = z.infer<typeof issueRecordSchema>;
export const issueRecordListSchema = z.object({
  records: z.array(issueRecordSchema),
  nextCursor: z.string().nullable(),
});

/** `PATCH /api/quality/issues/{id}`; ignoring asks for a note that says why. */
export const issuePatchSchema = z
  .object({
    state: issueStateSchema.optional(),
    assignee: textSchema(200).nullable().optional(),
    note: z.string().trim().pipe(textSchema(2000)).optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, "must name at least one of state, assignee and note")
  .refine((patch) => patch.state !== "ignored" || patch.note !== undefined, {
    path: ["note"],
    message: "must say why the issue is ignored",
  });
export type IssuePatch = z.infer<typeof issuePatchSchema>;

/** `PATCH /api/quality/issues`: the same change to several issues. */
export const issuesPatchSchema = z.strictObject({
  ids: z.array(externalIdSchema).min(1).max(200),
  patch: issuePatchSchema,
});
/** What came of it: an issue that was in that state already is in `unchanged`. */
export const issuesPatchedSchema = z.object({ changed: z.array(z.string()), unchanged: z.array(z.string()) });

/** `GET /api/quality/issues/{id}/history`: what people and replays did to it, newest first. */
export const issueHistorySchema = z.object({
  entries: z.array(
    z.object({
      at: z.iso.datetime(),
      actor: z.string(),
      action: z.string(),
      before: z.unknown(),
      after: z.unknown(),
    }),
  ),
});
export type IssueHistory = z.infer<typeof issueHistorySchema>;
