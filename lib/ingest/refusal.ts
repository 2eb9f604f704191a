import { AppError } from "@/lib/errors";
import { UploadBroken } from "./body/read-pieces";
import { BodyRefusal } from "./split/body-refusal";

/** The file of several that was being read; its own records and bytes are counted from its beginning. */
export interface FilePlace {
  name: string;
  /** The number of its first record in the batch. */
  firstRecord: number;
}

/** What has been taken in by the time of a refusal. */
interface Progress {
  acceptedRecords: number;
  batchId?: string | undefined;
  file?: FilePlace | undefined;
  isMultipart: boolean;
}

/**
 * Gives what the last chunk says about why it is the last, or undefined when the batch stays
 * open: a request with an idempotency key that broke off is completed by its repetition.
 */
export function closingMessage(
  error: unknown,
  { isKeyed, file }: { isKeyed: boolean; file?: FilePlace | undefined },
): string | undefined {
  if (error instanceof BodyRefusal) {
    // how much of damaged compressed data is read depends on the pieces that it came in, so a repetition may differ
    const isRepeatable = error.record !== undefined;
    return isRepeatable || !isKeyed ? `${told(error, file)} (byte ${error.byteOffset})` : undefined;
  }
  if (isRefusedPart(error)) return error.message;
  return error instanceof UploadBroken && !isKeyed ? error.message : undefined;
}

/** Tells whether the upload may go on later where it broke off. */
export function isInterruption(error: unknown): boolean {
  return error instanceof UploadBroken || (error instanceof AppError && error.code === "unavailable");
}

/** Tells whether the body itself is at fault. */
export function isBodyRefusal(error: unknown): boolean {
  return error instanceof BodyRefusal || isRefusedPart(error);
}

/** Turns what went wrong with a body into the answer; what is no such thing stays as it is. */
export function asAppError(error: unknown, { acceptedRecords, batchId, file, isMultipart }: Progress): unknown {
  const progress = { acceptedRecords, ...(acceptedRecords > 0 && { batchId }), ...(file && { file: file.name }) };
  if (error instanceof BodyRefusal) {
    const { code, byteOffset } = error;
    const inFront = file ? file.firstRecord - 1 : 0;
    // between two files, and where it is about bytes only, the refusal does not know
    const isNumbered = error.record !== undefined && (file !== undefined || !isMultipart);
    const record = isNumbered ? inFront + Number(error.record) : acceptedRecords + 1;
    return new AppError(code, told(error, file), { byteOffset, record, ...progress });
  }
  if (error instanceof UploadBroken) {
    return new AppError("malformed_body", error.message, { record: acceptedRecords + 1, ...progress });
  }
  if (isInterruption(error) || isRefusedPart(error)) {
    const { code, message, details, retryAfterSeconds } = error as AppError;
    return new AppError(code, message, { ...progress, ...details }, retryAfterSeconds);
  }
  return error;
}

/** A file of several that is of no type that is read here. */
function isRefusedPart(error: unknown): error is AppError {
  return error instanceof AppError && error.code === "unsupported_media_type";
}

function told({ message }: BodyRefusal, file: FilePlace | undefined): string {
  return file ? `In the file ${JSON.stringify(file.name)}: ${message}` : message;
}
