import { z } from "zod";
import { externalIdSchema, textSchema } from "./primitives";
import { rejectReasonSchema } from "./reject-reasons";

export const issueStateSchema = z.enum(["open", "ignored", "resolved"]);

/** The query of `GET /api/quality/issues`; a filter that is left out lets everything through. */
export const issueQuerySchema = z.object({
  state: issueStateSchema.optional(),
  source: externalIdSchema.optional(),
  reason: rejectReasonSchema.optional(),
  kind: externalIdSchema.optional(),
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
  /** The newest rejected record. */
  sample: z.object({ batchId: z.string(), record: z.number(), message: z.string(), raw: z.string() }).nullable(),
});
export type QualityIssue = z.infer<typeof qualityIssueSchema>;
export const qualityIssueListSchema = z.object({ issues: z.array(qualityIssueSchema) });

export const issueRecordSchema = z.object({
  batchId: z.string(),
  record: z.number().int(),
  receivedAt: z.iso.datetime(),
  field: z.string().nullable(),
  message: z.string(),
  raw: z.string(),
});
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
