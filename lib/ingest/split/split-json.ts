import type { BodyRefusal } from "./body-refusal";
import {
  backslash,
  closeBrace,
  closeBracket,
  comma,
  isScalarByte,
  isScalarStart,
  isSpace,
  isStructural,
  openBrace,
  openBracket,
  quote,
} from "./json-bytes";
import { RecordCutter } from "./record-cutter";
import type { Cut, Splitter, SplitterStart } from "./splitter";
import { isMarkByte, wideTextMessage } from "./utf8-start";

/** How deep a record may be nested. */
export const maxJsonDepth = 128;

const inArrayMemory = "in array";
type Place =
  | "start"
  /** Behind `[`: an element or the end. */
  | "first"
  /** Behind a comma: an element. */
  | "element"
  /** Behind an element: a comma or the end. */
  | "separator"
  /** Behind a top-level value: another one or the end of the body. */
  | "after"
  | "nested"
  | "string"
  | "scalar";

/**
 * Cuts `application/json`: one value, or several one after the other, with or without space between
 * them; of an array each element is a record. It reads only what tells where a value ends (RFC 8259, section 2): strings, escapes,
 * brackets and their depth; what is inside a value is judged where the record is decoded.
 */
export class JsonSplitter implements Splitter {
  readonly prefix = new Uint8Array(0);
  readonly #cutter: RecordCutter;
  #place: Place = "start";
  #inArray = false;
  #arrays = 0;
  #markBytes = 0;
  /** Set inside a string, and there behind a backslash. */
  #inString = false;
  #isEscaped = false;
  readonly #closers = new Uint8Array(maxJsonDepth);
  #depth = 0;

  constructor(maxRecordBytes: number, start?: SplitterStart) {
    this.#cutter = new RecordCutter(maxRecordBytes, start);
    if (!start) return;
    this.#inArray = start.memory === inArrayMemory;
    this.#place = this.#inArray ? "element" : "start";
  }

  get memory(): string {
    return this.#inArray ? inArrayMemory : "";
  }

  *push(piece: Uint8Array): Generator<Cut> {
    let at = 0;
    while (at < piece.length) {
      if (!this.#cutter.isOpen) {
        at = this.#skipSpace(piece, at);
        if (at < piece.length) this.#between(piece, at);
        at += 1;
        continue;
      }
      const end = this.#scan(piece, at);
      if (end < 0) break;
      yield this.#cut(piece, end);
      at = end;
    }
    this.#cutter.keep(piece);
  }

  *end(): Generator<Cut> {
    if (this.#place === "scalar") yield this.#cut(new Uint8Array(0), 0);
    const record = `Record ${this.#cutter.records + 1}`;
    if (this.#cutter.isOpen) throw this.#cutter.unfinished(`${record} is not finished: the body ends inside it.`);
    if (this.#place === "start") throw this.#cutter.unfinished("The body is empty. Send JSON.");
    if (this.#inArray) throw this.#cutter.unfinished("The array is not closed: the body ends without its `]`.");
    // that is no JSON, and nobody who sends it means it
    if (this.#arrays > 1 && this.#cutter.records === 0) {
      throw this.#cutter.unfinished("The body is nothing but several empty arrays.");
    }
  }

  #skipSpace(piece: Uint8Array, from: number): number {
    // the bytes of a byte order mark stand together
    if (this.#markBytes === 1 || this.#markBytes === 2) return from;
    let at = from;
    while (isSpace(piece[at])) at += 1;
    return at;
  }

  /** Looks at one byte between values; a value that begins with it is open then. */
  #between(piece: Uint8Array, at: number): void {
    const byte = piece[at];
    if (this.#isMark(byte, at)) return;
    if (byte === openBracket && (this.#place === "start" || this.#place === "after")) {
      this.#inArray = true;
      this.#arrays += 1;
      this.#place = "first";
    } else if (byte === closeBracket && (this.#place === "first" || this.#place === "separator")) {
      this.#inArray = false;
      this.#place = "after";
    } else if (byte === comma && this.#place === "separator") this.#place = "element";
    else if (this.#mayBegin(byte)) this.#begin(byte, at);
    else throw this.#complaint(byte, at);
  }

  /** A byte order mark may stand in front, all of it. */
  #isMark(byte: number | undefined, at: number): boolean {
    const offset = this.#cutter.offsetOf(at);
    if (offset >= 3 || this.#markBytes < offset) return false;
    if (isMarkByte(offset, byte)) this.#markBytes += 1;
    else if (offset > 0) throw this.#complaint(byte, at);
    return this.#markBytes > offset;
  }

  #mayBegin(byte: number | undefined): boolean {
    if (this.#place === "separator") return false;
    return byte === openBrace || byte === openBracket || byte === quote || isScalarStart(byte);
  }

  #begin(byte: number | undefined, at: number): void {
    this.#cutter.begin(at);
    this.#place = byte === quote ? "string" : isScalarStart(byte) ? "scalar" : "nested";
    this.#inString = byte === quote;
    this.#isEscaped = false;
    this.#depth = 0;
    if (this.#place === "nested") this.#open(byte, at);
  }

  /** Gives the position behind the open value, or -1 when it goes on in the next piece. */
  #scan(piece: Uint8Array, from: number): number {
    if (this.#place === "scalar") {
      const end = piece.subarray(from).findIndex((byte) => !isScalarByte(byte));
      return end < 0 ? -1 : from + end;
    }
    let at = from;
    while (at < piece.length) {
      if (this.#inString) {
        at = this.#skipString(piece, at);
        if (this.#inString) return -1;
        if (this.#depth === 0) return at;
      }
      // most bytes are of no interest
      while (at < piece.length && isStructural[piece[at] ?? 0] !== 1) at += 1;
      if (at === piece.length) return -1;
      const byte = piece[at] ?? 0;
      if (byte === quote) this.#inString = true;
      else if (byte === openBrace || byte === openBracket) this.#open(byte, at);
      else if (this.#close(byte, at)) return at + 1;
      at += 1;
    }
    return -1;
  }

  /** Gives the position behind the closing quote, or the piece's length when the string goes on. */
  #skipString(piece: Uint8Array, from: number): number {
    let isEscaped = this.#isEscaped;
    for (let at = from; at < piece.length; at += 1) {
      const byte = piece[at];
      if (isEscaped) isEscaped = false;
      else if (byte === backslash) isEscaped = true;
      else if (byte === quote) {
        this.#inString = false;
        this.#isEscaped = false;
        return at + 1;
      }
    }
    this.#isEscaped = isEscaped;
    return piece.length;
  }

  #open(byte: number | undefined, at: number): void {
    if (this.#depth === maxJsonDepth) {
      throw this.#cutter.malformed(`Record ${this.#cutter.records + 1} is nested deeper than ${maxJsonDepth}.`, at);
    }
    this.#closers[this.#depth] = byte === openBrace ? closeBrace : closeBracket;
    this.#depth += 1;
  }

  /** Tells whether this was the last bracket of the value. */
  #close(byte: number, at: number): boolean {
    this.#depth -= 1;
    if (this.#closers[this.#depth] === byte) return this.#depth === 0;
    const [found, wanted] = byte === closeBrace ? ["}", "]"] : ["]", "}"];
    const where = `Record ${this.#cutter.records + 1}`;
    throw this.#cutter.malformed(`${where} has a \`${found}\` where a \`${wanted}\` has to come first.`, at);
  }

  #cut(piece: Uint8Array, at: number): Cut {
    const bytes = this.#cutter.end(piece, at);
    this.#cutter.records += 1;
    this.#place = this.#inArray ? "separator" : "after";
    return { bytes, records: 1, offset: this.#cutter.offset };
  }

  #complaint(given: number | undefined, at: number): BodyRefusal {
    const byte = given ?? 0;
    if (this.#cutter.offsetOf(at) === 0 && byte >= 0xfe) return this.#cutter.malformed(wideTextMessage, at);
    const found = byte > 0x20 && byte < 0x7f ? `\`${String.fromCharCode(byte)}\`` : `byte 0x${byte.toString(16)}`;
    return this.#cutter.malformed(`Found ${found} where ${expected[this.#place]}.`, at);
  }
}

const expected: Record<Place, string> = {
  start: "JSON has to begin",
  first: "an element or `]` has to come",
  element: "the next element has to come",
  separator: "`,` or `]` has to come",
  after: "another value or the end of the body has to come",
  nested: "",
  string: "",
  scalar: "",
};
