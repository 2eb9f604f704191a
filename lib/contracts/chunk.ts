import { z } from "zod";
import { formatSchema, ingestKindSchema } from "./kinds";

/** A chunk's records are at most this many bytes, beside the header that it repeats; one that is larger is a chunk by itself. */
export const targetChunkBytes = 256 * 1024;
/** A chunk holds at most this many records: about where batching stops paying. */
export const maxChunkRecords = 500;
/** The largest single record (an Avro block counts as one), and so the largest message. */
export const maxRecordBytes = 4 * 1024 * 1024;

/** One file of a request that has several. */
export const batchFileSchema = z.object({
  name: z.string(),
  format: formatSchema,
  /** The number that its first record has in the batch, counted from 1. */
  firstRecord: z.number().int().positive(),
  records: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
});
export type BatchFile = z.infer<typeof batchFileSchema>;

/** Where a batch came from. */
export const batchViaSchema = z.enum(["api", "console", "pull", "correction"]);
export type BatchVia = z.infer<typeof batchViaSchema>;

/** The totals of a batch, carried by its last chunk. */
export const batchTotalsSchema = z.object({
  chunks: z.number().int().nonnegative(),
  records: z.number().int().nonnegative(),
  /** Of the decompressed body; of one that was refused, those in front of the place it was refused for. */
  bytes: z.number().int().nonnegative(),
  /** Why the rest of the body was refused; absent when all of it was taken in. */
  error: z.string().optional(),
  /** Of a request with several files. */
  files: z.array(batchFileSchema).optional(),
});
export type BatchTotals = z.infer<typeof batchTotalsSchema>;

/**
 * What travels beside the bytes of a chunk, as the JSON of one NATS header `Chunk`.
 * The bytes decode alone: JSON and CSV records stand in frames (frames.ts), a CSV chunk repeats the
 * header line as its first frame, an Avro chunk is a container file that repeats the file header.
 */
export const chunkHeaderSchema = z.object({
  batchId: z.string(),
  sourceId: z.string(),
  kind: ingestKindSchema,
  format: formatSchema,
  /** Counted from 0. */
  chunkNo: z.number().int().nonnegative(),
  /** The number of the chunk's first record in the batch, counted from 1. */
  firstRecord: z.number().int().positive(),
  /** How many records the chunk holds; the worker accounts for exactly that many. */
  records: z.number().int().nonnegative(),
  /** When the request began; the same for every chunk of a batch and for a retried request. */
  receivedAt: z.iso.datetime(),
  /** Of the CSV text: the delimiter that the header line told. */
  delimiter: z.string().length(1).optional(),
  /** Of text: the line, counted from 1, in which the chunk's first record begins; of the file, when there are several. */
  firstLine: z.number().int().positive().optional(),
  /** Blank lines in front of a record: its index in the chunk, and how many; absent when there are none. */
  blankLines: z.array(z.tuple([z.number().int().nonnegative(), z.number().int().positive()])).optional(),
  /** `api` when it is absent. */
  via: batchViaSchema.optional(),
  fileName: z.string().optional(),
  /** The batch whose rejects these records correct. */
  corrects: z.string().optional(),
  /** On the last chunk of the batch only. */
  totals: batchTotalsSchema.optional(),
});
export type ChunkHeader = z.infer<typeof chunkHeaderSchema>;

/** The NATS header that carries a {@link ChunkHeader}. */
export const chunkHeaderName = "Chunk";

/** Subject of a chunk: sources and batches have a token each, so both can be filtered on. */
export function chunkSubject(header: Pick<ChunkHeader, "kind" | "sourceId" | "batchId">): string {
  return `ingest.v1.${header.kind}.${header.sourceId}.${header.batchId}`;
}

/** JetStream's message id of a chunk: a chunk that is published again is the same message. */
export function chunkMessageId(header: Pick<ChunkHeader, "batchId" | "chunkNo">): string {
  return `${header.batchId}:${header.chunkNo}`;
}
