import { BodyRefusal } from "../split/body-refusal";

const [quote, backslash, openBracket, openBrace, closeBrace, colon, comma] = Buffer.from('"\\[{}:,');
const openers = new Set(Buffer.from("[{"));
const closers = new Set(Buffer.from("]}"));
const space = new Set(Buffer.from(" \t\r\n"));
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** No name of ours is longer. */
const maxName = 64;

/**
 * Reads JSON of one of two forms, `[…]` and `{ "<name>": […] }` with anything else beside it, and gives
 * the bytes of the array, piece by piece as they come. What stands in the array is not looked into.
 */
export class ArrayPicker {
  /** Where it is: in front of everything, in the object between its members, in the array, or behind it. */
  #place: "start" | "members" | "array" | "after" = "start";
  /** Brackets that are open inside of the object or the array. */
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  /** The member's name as far as it has been read; undefined once its value has begun. */
  #name: number[] | undefined;
  #at = 0;
  readonly #wanted: string;

  constructor(name: string) {
    this.#wanted = JSON.stringify(name);
  }

  /** @throws BodyRefusal when this is JSON of no such form */
  *push(piece: Uint8Array): Generator<Uint8Array> {
    let from = this.#place === "array" ? 0 : piece.length;
    for (let index = 0; index < piece.length; index += 1, this.#at += 1) {
      const was = this.#place;
      this.#take(piece[index] ?? 0);
      if (was !== "array" && this.#place === "array") from = index;
      if (was === "array" && this.#place === "after") {
        yield piece.subarray(from, index + 1);
        from = piece.length;
      }
    }
    if (this.#place === "array") yield piece.subarray(from);
  }

  /** @throws BodyRefusal when the array never came */
  end(): void {
    if (this.#place === "start" || this.#place === "members") throw this.#refusal(`has no list ${this.#wanted}`);
  }

  #take(byte: number): void {
    if (this.#place === "start") this.#takeStart(byte);
    else if (this.#inString) this.#takeText(byte);
    else if (this.#place !== "after") this.#takeStructure(byte);
  }

  #takeStart(byte: number): void {
    if (space.has(byte) || (this.#at < 3 && byte === byteOrderMark[this.#at])) return;
    if (byte === openBracket) this.#beginArray();
    else if (byte === openBrace) {
      this.#place = "members";
      this.#name = [];
    } else throw this.#refusal("is neither a list nor an object");
  }

  #takeText(byte: number): void {
    if (this.#name && this.#depth === 0 && this.#name.length < maxName) this.#name.push(byte);
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#inString = false;
  }

  #takeStructure(byte: number): void {
    if (byte === quote) {
      this.#inString = true;
      if (this.#name && this.#depth === 0) this.#name = [byte];
    } else if (this.#place === "members" && this.#depth === 0) this.#takeMember(byte);
    else if (openers.has(byte)) this.#depth += 1;
    else if (closers.has(byte)) this.#close();
  }

  /** Between the names and values of the object itself. */
  #takeMember(byte: number): void {
    if (byte === comma) this.#name = [];
    else if (byte === closeBrace) throw this.#refusal(`has no list ${this.#wanted}`);
    else if (byte === openBracket && this.#isWanted) this.#beginArray();
    else if (openers.has(byte)) this.#depth += 1;
    else if (!space.has(byte) && byte !== colon && this.#isWanted)
      throw this.#refusal(`has no list under ${this.#wanted}`);
    // a value that is no list: its text must not be taken for a name
    if (byte !== comma && byte !== colon && !space.has(byte)) this.#name = undefined;
  }

  get #isWanted(): boolean {
    return this.#name !== undefined && Buffer.from(this.#name).toString() === this.#wanted;
  }

  #beginArray(): void {
    this.#place = "array";
    this.#depth = 1;
  }

  #close(): void {
    this.#depth -= 1;
    if (this.#depth === 0 && this.#place === "array") this.#place = "after";
  }

  #refusal(what: string): BodyRefusal {
    return new BodyRefusal(
      "malformed_body",
      `The JSON ${what}: send the rejects as they were downloaded.`,
      this.#at,
      1,
    );
  }
}
