import { BodyRefusal } from "./body-refusal";
import { RecordCutter } from "./record-cutter";
import type { Cut, Splitter, SplitterStart } from "./splitter";
import { isWideText, wideTextMessage, withoutMark } from "./utf8-start";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Cuts NDJSON: every line that is not blank is a record, whatever is in it, so that a broken line
 * costs only itself. Lines end with LF or CRLF.
 */
export class LineSplitter implements Splitter {
  readonly prefix = new Uint8Array(0);
  readonly #cutter: RecordCutter;
  #isFirst: boolean;
  #blankLines = 0;
  /** A line tells all about itself. */
  readonly memory = "";

  constructor(maxRecordBytes: number, start?: SplitterStart) {
    this.#cutter = new RecordCutter(maxRecordBytes, start);
    this.#isFirst = start === undefined;
    this.#cutter.line = start?.line ?? 1;
  }

  *push(piece: Uint8Array): Generator<Cut> {
    let at = 0;
    while (at < piece.length) {
      if (!this.#cutter.isOpen) this.#cutter.begin(at);
      const end = piece.indexOf(lineFeed, at);
      if (end < 0) break;
      yield* this.#cut(this.#cutter.end(piece, end));
      at = end + 1;
    }
    this.#cutter.keep(piece);
  }

  *end(): Generator<Cut> {
    if (this.#cutter.isOpen) yield* this.#cut(this.#cutter.end(new Uint8Array(0), 0));
    if (this.#cutter.isEmpty) throw this.#cutter.unfinished("The body is empty. Send one JSON object a line.");
  }

  *#cut(whole: Uint8Array): Generator<Cut> {
    const line = whole[whole.length - 1] === carriageReturn ? whole.subarray(0, -1) : whole;
    const bytes = this.#isFirst ? this.#readFirst(line) : line;
    const lineNumber = this.#cutter.line ?? 1;
    const lines = 1 + countLineEnds(bytes);
    this.#cutter.line = lineNumber + lines;
    if (isBlank(bytes)) this.#blankLines += lines;
    else {
      this.#cutter.records += 1;
      const offset = this.#cutter.offset + line.length - bytes.length;
      yield { bytes, records: 1, offset, line: lineNumber, blankLines: this.#blankLines };
      this.#blankLines = 0;
    }
  }

  #readFirst(line: Uint8Array): Uint8Array {
    this.#isFirst = false;
    if (isWideText(line.subarray(0, 2))) throw new BodyRefusal("malformed_body", wideTextMessage, 0, 1);
    return withoutMark(line);
  }
}

/** A bare CR does not end a record, since JSON takes it for a space; editors take it for a line end. */
function countLineEnds(line: Uint8Array): number {
  let count = 0;
  for (let at = line.indexOf(carriageReturn); at >= 0; at = line.indexOf(carriageReturn, at + 1)) count += 1;
  return count;
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === carriageReturn);
}
