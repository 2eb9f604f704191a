import { BodyRefusal } from "./body-refusal";
import { RecordCutter } from "./record-cutter";
import type { Cut, Splitter } from "./splitter";
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
  #isFirst = true;

  constructor(maxRecordBytes: number) {
    this.#cutter = new RecordCutter(maxRecordBytes);
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
    if (this.#cutter.records === 0) throw this.#cutter.unfinished("The body is empty. Send one JSON object a line.");
  }

  *#cut(line: Uint8Array): Generator<Cut> {
    let bytes = line;
    if (this.#isFirst) {
      this.#isFirst = false;
      if (isWideText(line.subarray(0, 2))) throw new BodyRefusal("malformed_body", wideTextMessage, 0, 1);
      bytes = withoutMark(line);
    }
    if (bytes[bytes.length - 1] === carriageReturn) bytes = bytes.subarray(0, -1);
    if (isBlank(bytes)) return;
    this.#cutter.records += 1;
    yield { bytes, records: 1 };
  }
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === carriageReturn);
}
