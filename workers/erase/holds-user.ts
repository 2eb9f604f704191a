import { encodeFrames } from "@/lib/contracts/frames";
import { decodeCsv } from "@/workers/ingest/decode/decode-csv";
import { decodeJson } from "@/workers/ingest/decode/decode-json";
import type { Outcome } from "@/workers/ingest/decode/decoded";

/** A record as it was sent, and how it was written. */
export interface SentRecord {
  raw: Uint8Array;
  message: string;
  format: string | null;
  csvHeader: string | null;
  csvDelimiter: string | null;
}

/** A shorter id is looked for among words only where a record cannot be read: "7" stands in every time. */
const leastForWords = 4;

/**
 * Makes the function that tells whether a rejected record is of the user with that id: a value of it, of any field
 * at any depth, is the id, as text or as a number; or the id stands in it as a word, in a link for example. A
 * record that cannot be read is looked through as text. Rather one too many than one left.
 */
export function createUserFinder(userId: string): (record: SentRecord) => boolean {
  const isWord = wordFinder(userId);
  const isWordOfText = userId.length < leastForWords ? () => false : isWord;
  const isTheirs = (value: unknown): boolean => {
    if (typeof value === "string") return value.trim() === userId || isWordOfText(value);
    if (typeof value === "number" || typeof value === "boolean") return String(value) === userId;
    if (typeof value !== "object" || value === null) return false;
    return Object.entries(value).some(
      ([name, inner]) => name.trim() === userId || isWordOfText(name) || isTheirs(inner),
    );
  };
  return (record) => {
    const outcome = read(record);
    if (outcome && "value" in outcome) return isTheirs(outcome.value) || isWordOfText(record.message);
    return textsOf(record.raw).some(isWord) || isWord(record.message);
  };
}

function read({ raw, format, csvHeader, csvDelimiter }: SentRecord): Outcome | undefined {
  if (raw.byteLength === 0) return undefined;
  if (format !== "csv") return decodeJson(encodeFrames([raw]))[0];
  if (csvHeader === null) return undefined;
  return decodeCsv(encodeFrames([new TextEncoder().encode(csvHeader), raw]), csvDelimiter ?? ",")[0];
}

/** What a record may say: as UTF-8, the escapes of JSON resolved, and byte by byte where it is not UTF-8. */
function textsOf(raw: Uint8Array): string[] {
  const text = new TextDecoder().decode(raw);
  const unescaped = text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(["\\/])/g, "$1");
  return [text, unescaped, ...(text.includes("\ufffd") ? [Buffer.from(raw).toString("latin1")] : [])];
}

/** Finds the id where no letter, digit, underscore or hyphen goes on at either end of it. */
function wordFinder(userId: string): (text: string) => boolean {
  const escaped = userId.replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`);
  const word = new RegExp(`(?<![\\p{L}\\p{N}_-])${escaped}(?![\\p{L}\\p{N}_-])`, "u");
  return (text) => text.includes(userId) && word.test(text);
}
