import { z } from "zod";

const count = z.number().int();

/** The books of a batch, a source's day, or what else is added up. */
export const booksSchema = z.object({
  received: count,
  stored: count,
  duplicate: count,
  rejected: count,
  /** The part of `stored` that is invalid traffic. */
  filtered: count,
  /** stored − filtered */
  net: count,
  /** The part of `stored` that was deleted for its user. */
  erased: count,
  /** What has not been worked off yet; 0 while the last chunk has not been seen. */
  pending: count,
  /** Whether received = stored + duplicate + rejected + pending, and nothing is below zero. */
  balanced: z.boolean(),
});
export type Books = z.infer<typeof booksSchema>;

export const bookFaultSchema = z.enum([
  /** received ≠ stored + duplicate + rejected + pending */
  "unbalanced",
  /** A figure below zero, or more filtered or erased than stored. */
  "impossible",
  /** More records were worked off than were sent, or none is missing though chunks are. */
  "chunks",
  /** The rows of rejected records are not as many as the books say. */
  "rejected_rows",
  /** The rows of events are not as many as the books say. */
  "stored_rows",
  /** The rows of events that are invalid traffic are not as many as the books say. */
  "filtered_rows",
]);
export type BookFault = z.infer<typeof bookFaultSchema>;

/** `GET /api/batches/{batchId}/proof`: the books of a batch against the rows themselves. */
export const batchProofSchema = z.object({
  batchId: z.string(),
  source: z.string(),
  books: booksSchema,
  /** What is really there. */
  rows: z.object({
    /** Events of the batch, and those of them that are invalid traffic; null where they could not be counted. */
    stored: count.nullable(),
    filtered: count.nullable(),
    rejected: count,
    chunks: count,
  }),
  /** What has to be there; null where retention has begun to delete rows. */
  expected: z.object({ stored: count.nullable(), filtered: count.nullable(), rejected: count.nullable() }),
  /** What moved the figures after they were written, by cause. */
  moves: z.array(
    z.object({
      cause: z.enum(["replay", "traffic", "erasure"]),
      stored: count,
      duplicate: count,
      rejected: count,
      filtered: count,
      erased: count,
      lastAt: z.iso.datetime(),
    }),
  ),
  faults: z.array(bookFaultSchema),
  /** Whether there is no fault. */
  proven: z.boolean(),
});
export type BatchProof = z.infer<typeof batchProofSchema>;
