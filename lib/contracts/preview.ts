import { z } from "zod";
import { eventKindSchema, formatSchema, ingestKindSchema } from "./kinds";
import { rejectReasonSchema } from "./reject-reasons";
import { mappingSchema } from "./source";

/** How many records of a sample are shown. */
export const previewRecords = 20;
/** Of a sample, at most. */
export const maxSampleBytes = 512 * 1024;

/** Where role ingest answers questions about samples. */
export const previewSubject = "preview.v1";
/** The NATS header that carries a {@link PreviewQuestion}; the payload is the chunk's bytes. */
export const previewHeaderName = "Preview";
/** The NATS header of an answer that is an error: JSON `{ code, message, retryAfterSeconds }`. */
export const previewErrorHeaderName = "Preview-Error";

/** What a sample is tried as. */
export const previewCandidateSchema = z.object({
  sourceId: z.string(),
  kind: ingestKindSchema,
  /** Instead of the source's own. */
  mapping: mappingSchema.optional(),
});
export type PreviewCandidate = z.infer<typeof previewCandidateSchema>;

/** How the bytes of a sample's chunk are read. */
const sampleChunk = {
  format: formatSchema,
  delimiter: z.string().length(1).optional(),
  records: z.number().int().nonnegative(),
  firstLine: z.number().int().positive().optional(),
};

/** The question to role ingest, beside the bytes of a chunk that holds the sample's first records. */
export const previewQuestionSchema = z.object({
  ...sampleChunk,
  candidates: z.array(previewCandidateSchema).min(1).max(200),
  /** Whether the records are wanted, or their counts only. */
  withRecords: z.boolean(),
});
export type PreviewQuestion = z.infer<typeof previewQuestionSchema>;

export const previewRecordSchema = z.object({
  /** Its number in the sample, counted from 1. */
  record: z.number().int(),
  /** As it was sent, the first 2,000 characters. */
  raw: z.string(),
  /** The event in our field names; null when it is rejected before it is one. */
  kind: eventKindSchema.nullable(),
  event: z.record(z.string(), z.unknown()).nullable(),
  rejection: z.object({ reason: rejectReasonSchema, field: z.string().nullable(), message: z.string() }).nullable(),
});
export type PreviewRecord = z.infer<typeof previewRecordSchema>;

/** `POST /api/sources/{id}/mapping/preview` */
export const previewSchema = z.object({
  sourceId: z.string(),
  kind: ingestKindSchema,
  accepted: z.number().int(),
  rejected: z.number().int(),
  records: z.array(previewRecordSchema),
});
export type Preview = z.infer<typeof previewSchema>;

export const previewAnswerSchema = z.object({ previews: z.array(previewSchema) });
export type PreviewAnswer = z.infer<typeof previewAnswerSchema>;

/** The body of `POST /api/sources/{id}/mapping/preview`. */
export const previewInputSchema = z.object({
  kind: ingestKindSchema,
  /** Instead of the source's own. */
  mapping: mappingSchema.optional(),
  contentType: z.string().max(200).default("application/json"),
  /** As the header of that name: the sample is the beginning of a compressed file. */
  contentEncoding: z.string().max(100).nullish(),
  /** The sample: text, or base64 of bytes. */
  sample: z.string().max(maxSampleBytes * 2),
  encoding: z.enum(["text", "base64"]).default("text"),
});
export type PreviewInput = z.infer<typeof previewInputSchema>;

/** `POST /api/imports/inspect` with the first bytes of a file: what it seems to be. */
export const inspectionSchema = z.object({
  contentType: z.string().nullable(),
  contentEncoding: z.string().nullable(),
  /** In words: "CSV, semicolon, UTF-16". */
  description: z.string(),
  delimiter: z.string().nullable(),
  /** The names of the sample's fields. */
  fields: z.array(z.string()),
  /** Sources and kinds that fit, the best first. */
  candidates: z.array(
    z.object({
      sourceId: z.string(),
      sourceName: z.string(),
      kind: ingestKindSchema,
      accepted: z.number().int(),
      rejected: z.number().int(),
    }),
  ),
  /** Why it cannot be read, when it cannot. */
  problem: z.string().nullable(),
});
export type Inspection = z.infer<typeof inspectionSchema>;

/** Where role ingest answers which mapping a sample seems to need (a NATS request, asked like a preview). */
export const proposalSubject = "proposal.v1";

/** The question, beside the bytes of a chunk as of a preview. */
export const proposalQuestionSchema = z.object({ ...sampleChunk, candidate: previewCandidateSchema });
export type ProposalQuestion = z.infer<typeof proposalQuestionSchema>;

/** A field of the sample, with what it holds. */
export const sampleFieldSchema = z.object({
  /** As a mapping names it; nested ones with dots. */
  path: z.string(),
  /** The first different values, as text, at most 5 of at most 80 characters. */
  values: z.array(z.string()),
});

/** `POST /api/sources/{id}/mapping/proposal` with a sample as of a preview. */
export const proposalSchema = z.object({
  kind: ingestKindSchema,
  mapping: mappingSchema,
  /** Our fields, in the order of the contract: where each is found. */
  fields: z.array(
    z.object({
      field: z.string(),
      required: z.boolean(),
      /** Null when nothing in the sample seems to hold it. */
      path: z.string().nullable(),
      /** `alias`: known without a mapping; `proposed`: a guess that a person has to look at; `mapped`: the source's own. */
      by: z.enum(["alias", "proposed", "mapped", "none"]),
      /** Why, or what a person has to decide: "4/5/2024 may be April or May: name the format". */
      note: z.string().nullable(),
    }),
  ),
  sample: z.array(sampleFieldSchema),
});
export type Proposal = z.infer<typeof proposalSchema>;
