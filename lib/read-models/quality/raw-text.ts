/** Of a record so many bytes are shown; the whole stands in `GET /api/batches/{id}/rejects`. */
export const shownBytes = 32_768;

/**
 * The text of a rejected record, up to {@link shownBytes}: bytes that are no UTF-8 show as U+FFFD, and
 * a character that the limit cuts is left out.
 */
export function rawText(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return decoder.decode(bytes.subarray(0, shownBytes), { stream: bytes.byteLength >= shownBytes });
}
