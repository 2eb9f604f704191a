import { acceptedSchema } from "@/lib/contracts/batch";
import { inspectionSchema, maxSampleBytes } from "@/lib/contracts/preview";
import { sendFile } from "@/lib/http/browser/send-file";
import type { WholeChoice } from "./import-item";
import type { Reading } from "./reading";

/** The first bytes of a file; the rest stays on the disk. */
export function sampleOf(file: File): Blob {
  return file.slice(0, maxSampleBytes);
}

/** The sample as the API's JSON carries bytes. */
export async function sampleAsBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await sampleOf(file).arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function readingHeaders({ contentType, contentEncoding }: Reading): Record<string, string> {
  return { "content-type": contentType, ...(contentEncoding && { "content-encoding": contentEncoding }) };
}

/**
 * `POST /api/imports/inspect`: what a file seems to be, by its first bytes.
 * @param reading how a person wants it read; null to find out
 * @throws ApiError
 */
export async function inspectFile(file: File, reading: Reading | null) {
  const headers = {
    "content-type": reading?.contentType ?? "application/octet-stream",
    "x-file-name": encodeURIComponent(file.name),
  };
  return (await sendFile("/api/imports/inspect", sampleOf(file), { headers, schema: inspectionSchema })).value;
}

export interface ImportFile {
  file: File;
  choice: WholeChoice;
  idempotencyKey: string;
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
}

/**
 * `POST /api/imports/{kind}`: all of a file.
 * @throws ApiError; `AbortError` when it was cancelled
 */
export function sendImport({ file, choice, idempotencyKey, ...rest }: ImportFile) {
  const path = `/api/imports/${choice.kind}?${new URLSearchParams({ source: choice.sourceId })}`;
  const headers = {
    ...readingHeaders(choice.reading),
    "x-file-name": encodeURIComponent(file.name),
    "idempotency-key": idempotencyKey,
  };
  return sendFile(path, file, { headers, schema: acceptedSchema, ...rest });
}

/**
 * `POST /api/batches/{id}/corrections`: the file of rejects, mended.
 * @throws ApiError
 */
export async function sendCorrections(batchId: string, file: File, onProgress?: (sentBytes: number) => void) {
  const isJson = /\.json$/i.test(file.name) || file.type === "application/json";
  const headers = {
    "content-type": isJson ? "application/json" : "text/csv",
    "x-file-name": encodeURIComponent(file.name),
  };
  const path = `/api/batches/${encodeURIComponent(batchId)}/corrections`;
  return (await sendFile(path, file, { headers, schema: acceptedSchema, onProgress })).value;
}
