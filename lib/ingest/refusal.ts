import { AppError } from "@/lib/errors";
import { UploadBroken } from "./body/read-pieces";
import { BodyRefusal } from "./split/body-refusal";

/** What has been taken in by the time of a refusal. */
interface Progress {
  acceptedRecords: number;
  batchId?: string;
}

/**
 * Gives what the last chunk says about why it is the last, or undefined when the batch stays
 * open: a request with an idempotency key that broke off is completed by its repetition.
 */
export function closingMessage(error: unknown, { isKeyed }: { isKeyed: boolean }): string | undefined {
  if (error instanceof BodyRefusal) {
    // how much of damaged gzip data is read depends on the pieces that it came in, so a repetition may differ
    const isRepeatable = error.record !== undefined;
    return isRepeatable || !isKeyed ? `${error.message} (byte ${error.byteOffset})` : undefined;
  }
  return error instanceof UploadBroken && !isKeyed ? error.message : undefined;
}

/** Turns what went wrong with a body into the answer; what is no such thing stays as it is. */
export function asAppError(error: unknown, { acceptedRecords, batchId }: Progress): unknown {
  const progress = { acceptedRecords, ...(acceptedRecords > 0 && { batchId }) };
  if (error instanceof BodyRefusal) {
    const { code, message, byteOffset, record = acceptedRecords + 1 } = error;
    return new AppError(code, message, { byteOffset, record, ...progress });
  }
  if (error instanceof UploadBroken) {
    return new AppError("malformed_body", error.message, { record: acceptedRecords + 1, ...progress });
  }
  if (error instanceof AppError && error.code === "unavailable") {
    return new AppError(error.code, error.message, { ...error.details, ...progress }, error.retryAfterSeconds);
  }
  return error;
}
