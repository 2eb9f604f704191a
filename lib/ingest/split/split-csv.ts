import { encodeFrames } from "@/lib/contracts/frames";
import { BodyRefusal } from "./body-refusal";
import { RecordCutter } from "./record-cutter";
import type { Cut, Splitter, SplitterStart } from "./splitter";
import { delimiterBytes, tellDelimiter } from "./tell-delimiter";
import { isMarkByte, isWideText, wideTextMessage, withoutMark } from "./utf8-start";

/** The header line is repeated in every chunk, so it has to be short. */
export const maxHeaderLineBytes = 32 * 1024;

/** Of the length in front of a frame. */
const frameHeaderBytes = 4;
const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** In a quoted field, a quote may be its end or the first of two. */
type Place = "fieldStart" | "unquoted" | "quoted" | "quoteInQuoted";

/**
 * Cuts CSV (RFC 4180) into its rows: a quote that begins a field protects line ends and
 * delimiters up to the quote that closes it. Lines end with LF, CRLF or CR; blank lines are
 * skipped; the first line is the header, which also tells the delimiter. Rows are cut, not judged:
 * their number of fields and what follows a closing quote matter where they are decoded.
 */
export class CsvSplitter implements Splitter {
  prefix: Uint8Array = new Uint8Array(0);
  delimiter: string | undefined;
  readonly #cutter: RecordCutter;
  readonly #isRest: boolean;
  #place: Place = "fieldStart";
  /** By byte: 1 for quotes, line ends and what separates fields, which is every candidate until the header line has told. */
  readonly #matters = new Uint8Array(256);
  /** The last byte was a CR that ended a row, so that a LF belongs to it. */
  #skipLineFeed = false;
  /** Line ends inside of the open row, all of them in quotes, and those in front of its last opening quote. */
  #lineEnds = 0;
  #lineEndsBeforeQuote = 0;
  #blankLines = 0;
  #lastByte = 0;

  constructor(maxRecordBytes: number, start?: SplitterStart) {
    this.#cutter = new RecordCutter(maxRecordBytes, start);
    this.#cutter.line = start?.line ?? 1;
    this.#isRest = start !== undefined;
    if (start) this.#setHeader(Buffer.from(start.memory, "base64"));
    else this.#setMatters(delimiterBytes);
  }

  get memory(): string {
    return Buffer.from(this.prefix.subarray(frameHeaderBytes)).toString("base64");
  }

  *push(piece: Uint8Array): Generator<Cut> {
    let at = 0;
    if (this.#skipLineFeed && piece.length > 0) {
      this.#skipLineFeed = false;
      if (piece[0] === lineFeed) at = 1;
    }
    while (at < piece.length) {
      if (!this.#cutter.isOpen) this.#begin(at);
      const end = this.#scan(piece, at);
      if (end < 0) break;
      yield* this.#cut(this.#cutter.end(piece, end));
      at = end + 1;
      if (piece[end] !== carriageReturn) continue;
      if (at === piece.length) this.#skipLineFeed = true;
      else if (piece[at] === lineFeed) at += 1;
    }
    this.#cutter.keep(piece);
    this.#lastByte = piece.at(-1) ?? this.#lastByte;
  }

  *end(): Generator<Cut> {
    if (this.#place === "quoted") {
      const row = this.delimiter === undefined ? "The header line" : `Record ${this.#cutter.records + 1}`;
      const line = (this.#cutter.line ?? 1) + this.#lineEndsBeforeQuote;
      throw this.#cutter.unfinished(
        `${row} has a quote that is never closed: it opens in line ${line}, and the body ends inside it.`,
      );
    }
    if (this.#cutter.isOpen) yield* this.#cut(this.#cutter.end(new Uint8Array(0), 0));
    if (this.delimiter === undefined || (this.#isRest && this.#cutter.isEmpty)) {
      throw this.#cutter.unfinished("The body is empty. Send a header line, then one record a line.");
    }
  }

  #begin(at: number): void {
    this.#cutter.begin(at);
    this.#place = "fieldStart";
  }

  /** Gives the position of the row's line end, or -1 when the row goes on in the next piece. */
  #scan(piece: Uint8Array, from: number): number {
    let place = this.#place;
    const matters = this.#matters;
    for (let at = from; at < piece.length; at += 1) {
      const byte = piece[at] ?? 0;
      // most bytes are the text of a field
      if (matters[byte] === 0) {
        if (place === "quoted") continue;
        if (this.delimiter !== undefined || !isMarkByte(this.#cutter.offsetOf(at), byte)) place = "unquoted";
      } else if (place === "quoted") {
        if (byte === quote) place = "quoteInQuoted";
        else if (byte === carriageReturn) this.#lineEnds += 1;
        else if (byte === lineFeed && (at > 0 ? piece[at - 1] : this.#lastByte) !== carriageReturn) this.#lineEnds += 1;
      } else if (byte === lineFeed || byte === carriageReturn) return at;
      else if (byte !== quote) place = "fieldStart";
      else if (place !== "unquoted") {
        if (place === "fieldStart") this.#lineEndsBeforeQuote = this.#lineEnds;
        place = "quoted";
      }
    }
    this.#place = place;
    return -1;
  }

  *#cut(row: Uint8Array): Generator<Cut> {
    this.#place = "fieldStart";
    const line = this.#cutter.line ?? 1;
    const lines = 1 + this.#lineEnds;
    this.#cutter.line = line + lines;
    this.#lineEnds = 0;
    if (this.delimiter === undefined) this.#readHeader(row);
    else if (isBlank(row)) this.#blankLines += lines;
    else {
      this.#cutter.records += 1;
      yield { bytes: row, records: 1, offset: this.#cutter.offset, line, blankLines: this.#blankLines };
      this.#blankLines = 0;
    }
  }

  #readHeader(row: Uint8Array): void {
    const header = withoutMark(row);
    if (isBlank(header)) return;
    if (isWideText(header)) throw new BodyRefusal("malformed_body", wideTextMessage, 0, 1);
    if (header.length > maxHeaderLineBytes) {
      throw new BodyRefusal("too_large", `The header line is longer than ${maxHeaderLineBytes} bytes.`, 0, 1);
    }
    this.#setHeader(header);
  }

  #setHeader(header: Uint8Array): void {
    this.prefix = encodeFrames([header]);
    this.delimiter = tellDelimiter(header);
    this.#setMatters([this.delimiter.charCodeAt(0)]);
  }

  #setMatters(delimiters: readonly number[]): void {
    this.#matters.fill(0);
    for (const byte of [quote, lineFeed, carriageReturn, ...delimiters]) this.#matters[byte] = 1;
  }
}

function isBlank(row: Uint8Array): boolean {
  return row.every((byte) => byte === 0x20);
}
