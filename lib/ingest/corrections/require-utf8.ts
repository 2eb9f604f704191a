import { AppError } from "@/lib/errors";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes text of which no character may be lost.
 * @throws AppError `invalid_request` when it is not UTF-8
 */
export function requireUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    const message = "The file is not UTF-8 text: save it as UTF-8, or name its charset in the Content-Type.";
    throw new AppError("invalid_request", message);
  }
}
