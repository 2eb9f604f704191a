import type { z } from "zod";
import { ApiError, readAnswer } from "./api";

export interface SendFileOptions<Schema extends z.ZodType> {
  headers: Record<string, string>;
  schema: Schema;
  signal?: AbortSignal;
  /** Called with the bytes that have left, a few times a second. */
  onProgress?: (sentBytes: number) => void;
}

export interface SentFile<Value> {
  value: Value;
  /** The server's clock when it answered, in epoch milliseconds; null when it did not tell. */
  answeredAtMs: number | null;
}

/**
 * Sends the bytes of a file as the body of a `POST`; the browser reads it from the disk while it sends.
 * XMLHttpRequest, because fetch does not tell how far an upload has come.
 * @throws ApiError; a `DOMException` named `AbortError` once `signal` has fired
 */
export function sendFile<Schema extends z.ZodType>(
  path: string,
  file: Blob,
  { headers, schema, signal, onProgress }: SendFileOptions<Schema>,
): Promise<SentFile<z.output<Schema>>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const settle = (end: () => void) => () => {
      signal?.removeEventListener("abort", abort);
      end();
    };
    request.open("POST", path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress?.(event.loaded);
    request.onload = settle(() => {
      try {
        resolve({ value: readAnswer(answerOf(request), schema), answeredAtMs: dateOf(request) });
      } catch (error) {
        reject(error);
      }
    });
    request.onerror = settle(() => reject(new ApiError("network", brokenText, 0)));
    request.onabort = settle(() => reject(new DOMException("The upload was cancelled.", "AbortError")));
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) return settle(() => reject(new DOMException("The upload was cancelled.", "AbortError")))();
    request.send(file);
  });
}

const brokenText = "The connection to the server broke, or the file could no longer be read.";

function answerOf(request: XMLHttpRequest) {
  return {
    status: request.status,
    retryAfter: request.getResponseHeader("retry-after"),
    body: parse(request.responseText),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function dateOf(request: XMLHttpRequest): number | null {
  const time = Date.parse(request.getResponseHeader("date") ?? "");
  return Number.isNaN(time) ? null : time;
}
