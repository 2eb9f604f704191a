import { beginsWith } from "./detect-compression";

/** How a text is written, as a content type's `charset` names it. */
export type Charset = "utf-8" | "utf-16le" | "utf-16be" | "iso-8859-1";

/** More of a text is not looked at for zero bytes. */
const looked = 4096;

/**
 * Tells how a text is written: by its byte order mark; by the zero bytes that UTF-16 has between
 * ordinary letters; else it is UTF-8 when it can be, and Latin-1 when it cannot.
 * @param isCut whether the bytes may end inside a character
 * @returns null for bytes that are no text
 */
export function detectCharset(bytes: Uint8Array, isCut: boolean): Charset | null {
  if (beginsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (beginsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  const [even, odd] = countZeros(bytes.subarray(0, looked));
  const half = Math.min(bytes.length, looked) / 2;
  if (odd > half * 0.4 && even < half * 0.1) return "utf-16le";
  if (even > half * 0.4 && odd < half * 0.1) return "utf-16be";
  if (isUtf8(bytes, isCut)) return even + odd > 0 ? null : "utf-8";
  return even + odd > 0 || hasControls(bytes.subarray(0, looked)) ? null : "iso-8859-1";
}

function countZeros(bytes: Uint8Array): [even: number, odd: number] {
  const counts: [number, number] = [0, 0];
  for (const [index, byte] of bytes.entries()) if (byte === 0) counts[(index % 2) as 0 | 1] += 1;
  return counts;
}

function isUtf8(bytes: Uint8Array, isCut: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isCut });
    return true;
  } catch {
    return false;
  }
}

/** Control characters beside tab, line ends and form feed, of which a text has none. */
function hasControls(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 0x09 || byte === 0x0b || (byte > 0x0d && byte < 0x20));
}
