import { type Accepted, acceptedSchema } from "@/lib/contracts/batch";
import { inspectionSchema, maxSampleBytes } from "@/lib/contracts/preview";
import { uploadOffsetHeader, uploadStateSchema } from "@/lib/contracts/upload";
import { ApiError, api } from "@/lib/http/browser/api";
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
  /** Whether some of it may be there already, so that it is worth asking. */
  mayBeThere: boolean;
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
}

export interface SentImport {
  accepted: Accepted;
  /** Whether all of it had been taken in before. */
  wasThere: boolean;
  /** The server's clock when it answered; null when it did not tell. */
  answeredAtMs: number | null;
}

/**
 * `POST /api/imports/{kind}`: a file, or what is missing of it under its key.
 * @throws ApiError; `AbortError` when it was cancelled
 */
export async function sendImport({ file, choice, mayBeThere, ...upload }: ImportFile): Promise<SentImport> {
  const { idempotencyKey, signal, onProgress } = upload;
  const path = `/api/imports/${choice.kind}?${new URLSearchParams({ source: choice.sourceId })}`;
  const key = { "idempotency-key": idempotencyKey };
  const state = mayBeThere ? await getUploadState(path, key, signal) : null;
  if (state?.accepted) return { accepted: state.accepted, wasThere: true, answeredAtMs: null };
  // the offset is one of the decompressed body
  const offset = state && choice.reading.contentEncoding === null ? state.offset : 0;
  const headers = {
    ...key,
    ...readingHeaders(choice.reading),
    ...(offset > 0 && { [uploadOffsetHeader]: String(offset) }),
    "x-file-name": encodeURIComponent(file.name),
  };
  const rest = offset > 0 ? file.slice(offset) : file;
  const progress = (sentBytes: number) => onProgress(offset + sentBytes);
  const sent = await sendFile(path, rest, { headers, schema: acceptedSchema, signal, onProgress: progress });
  return { accepted: sent.value, wasThere: false, answeredAtMs: sent.answeredAtMs };
}

/** How far an upload under a key has come; null when there is none. */
async function getUploadState(path: string, headers: Record<string, string>, signal: AbortSignal) {
  try {
    return await api.get(path, uploadStateSchema, { headers, signal });
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") return null;
    throw error;
  }
}

/**
 * `POST /api/batches/{id}/corrections`: the file of rejects, mended.
 * @throws ApiError
 */
export async function sendCorrections(batchId: string, file: File, onProgress?: (sentBytes: number) => void) {
  const isJson = /\.(json|ndjson|jsonl)$/i.test(file.name) || file.type === "application/json";
  const headers = {
    "content-type": isJson ? "application/json" : "text/csv",
    "x-file-name": encodeURIComponent(file.name),
  };
  const path = `/api/batches/${encodeURIComponent(batchId)}/corrections`;
  return (await sendFile(path, file, { headers, schema: acceptedSchema, onProgress })).value;
}
