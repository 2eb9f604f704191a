import type { ChunkHeader } from "@/lib/contracts/chunk";
import { decodeFrames } from "@/lib/contracts/frames";

/** What of a chunk's text matters to those of its records that are rejected. */
export interface ChunkText {
  /** The line of the file in which a record begins, or undefined where there are no lines; `record` is its number in the batch. */
  lineOf(record: number): number | undefined;
  /** Of CSV: the header line, without which a row means nothing. */
  header(): string | null;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const utf8 = new TextDecoder();

type TextHeader = Pick<ChunkHeader, "format" | "firstRecord" | "firstLine" | "blankLines">;

/** Makes the reader of a chunk's text. Nothing is read before it is asked for: most chunks have no rejects. */
export function readChunkText(header: TextHeader, bytes: Uint8Array): ChunkText {
  let frames: Uint8Array[] | undefined;
  let lines: number[] | undefined;
  const readFrames = () => {
    frames ??= header.format === "avro" ? [] : framesOf(bytes);
    return frames;
  };
  return {
    lineOf: (record) => {
      if (header.firstLine === undefined) return undefined;
      lines ??= linesOf(header, readFrames().slice(header.format === "csv" ? 1 : 0));
      return lines[record - header.firstRecord];
    },
    header: () => {
      const [first] = header.format === "csv" ? readFrames() : [];
      return first ? utf8.decode(first).replace(/(?:\r\n|\n|\r)$/, "") : null;
    },
  };
}

/** Puts the line in front of a message, where it is known: `Line 17: …`. */
export function withLine(text: Pick<ChunkText, "lineOf"> | undefined, record: number, message: string): string {
  const line = text?.lineOf(record);
  return line === undefined ? message : `Line ${line}: ${message}`;
}

function framesOf(bytes: Uint8Array): Uint8Array[] {
  try {
    return decodeFrames(bytes);
  } catch {
    return [];
  }
}

/** Each record takes the lines that its line ends make, and stands behind the blank lines in front of it. */
function linesOf({ firstLine = 1, blankLines = [] }: TextHeader, records: readonly Uint8Array[]): number[] {
  const blank = new Map(blankLines);
  let next = firstLine;
  return records.map((record, index) => {
    const line = next + (index === 0 ? 0 : (blank.get(index) ?? 0));
    next = line + 1 + lineEndsIn(record);
    return line;
  });
}

/** Counts LF, CRLF and CR inside a record; one at its very end belongs to it anyway. */
function lineEndsIn(record: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < record.length - 1; at += 1) {
    const byte = record[at];
    if (byte === lineFeed || (byte === carriageReturn && record[at + 1] !== lineFeed)) count += 1;
  }
  return count;
}
