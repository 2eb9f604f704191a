import { z } from "zod";
import { acceptedSchema } from "./batch";

/** The header with which a broken upload goes on: the offset that `GET /api/ingest/{kind}` told. */
export const uploadOffsetHeader = "upload-offset";

/** `GET /api/ingest/{kind}` with an `Idempotency-Key`: how far the upload under that key has come. */
export const uploadStateSchema = z.object({
  batchId: z.string(),
  /** Of the decompressed body: from here on it has still to be sent. */
  offset: z.number().int().nonnegative(),
  /** Records in front of that place; all of them are stored durably. */
  records: z.number().int().nonnegative(),
  /** Set once all of it was taken in. */
  accepted: acceptedSchema.nullable(),
});
export type UploadState = z.infer<typeof uploadStateSchema>;
