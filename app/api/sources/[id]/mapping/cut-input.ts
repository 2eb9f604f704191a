import { findSourceLimits } from "@/app/api/imports/find-source-limits";
import { maxSampleBytes, type PreviewInput } from "@/lib/contracts/preview";
import { AppError } from "@/lib/errors";
import { type CutSample, cutSample } from "@/lib/ingest/inspect/cut-sample";
import { detectCompression } from "@/lib/ingest/inspect/detect-compression";
import { findSchema } from "@/lib/read-models/schemas/find-schema";
import type { OperationsScope } from "@/lib/scope";

/**
 * Cuts the first records of a posted sample off, as the door would.
 * @throws AppError `not_found` for an unknown source, `invalid_request`, `unsupported_media_type`,
 *   `malformed_body` for a sample without one whole record
 */
export async function cutInput(
  scope: OperationsScope,
  sourceId: string,
  input: PreviewInput,
  maxRecords: number,
): Promise<Pick<CutSample, "delimiter"> & { chunk: NonNullable<CutSample["chunk"]> }> {
  await findSourceLimits(scope, sourceId);
  const bytes = bytesOf(input);
  const contentEncoding = input.contentEncoding ?? detectCompression(bytes, null);
  const sample = { bytes, contentType: input.contentType, contentEncoding };
  const isCut = bytes.length >= maxSampleBytes;
  const { chunk, delimiter, problem } = await cutSample(sample, { maxRecords, isCut, findSchema });
  if (!chunk) throw new AppError("malformed_body", problem ?? "The sample holds no whole record.");
  return { chunk, delimiter };
}

/** @throws AppError `invalid_request` for a sample that is no base64, or too long */
function bytesOf({ sample, encoding }: PreviewInput): Uint8Array {
  if (encoding === "base64" && !/^[A-Za-z0-9+/]*={0,2}$/.test(sample)) {
    throw new AppError("invalid_request", "The `sample` is not base64.");
  }
  const bytes = new Uint8Array(Buffer.from(sample, encoding === "base64" ? "base64" : "utf8"));
  if (bytes.length <= maxSampleBytes) return bytes;
  throw new AppError("too_large", `A sample has at most ${maxSampleBytes} bytes: send the first records only.`);
}
