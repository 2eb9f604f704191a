import { AvroCursor } from "./avro-cursor";
import { type AvroCodec, type AvroHeader, readAvroHeader } from "./avro-header";
import { BodyRefusal } from "./body-refusal";
import { ByteBuffer } from "./byte-buffer";
import type { Cut, Splitter, SplitterStart } from "./splitter";

/** More records in one block than any writer makes: the worker accounts for each of them. */
export const maxBlockRecords = 100_000;
const syncMarkerBytes = 16;

/**
 * What a codec makes of no bytes at all, at most: deflate 2 to 6, snappy a length and a checksum (5),
 * zstandard 9 to 13, bzip2 14, xz 32.
 */
const emptyBlockBytes: Record<AvroCodec, number> = {
  null: 0,
  deflate: 16,
  snappy: 16,
  zstandard: 32,
  bzip2: 32,
  xz: 64,
};

/**
 * Each record that a block claims is accounted for, so a few bytes must not claim many. Without a
 * codec a record has at least a byte, unless records of its schema have none at all (no fields, or
 * only nulls): then 64 have to do. A compressed byte holds at most 64 records: events compress to
 * no less than half a byte each, even where only a counter differs.
 */
function mostRecords(codec: AvroCodec, size: number): number {
  return codec === "null" && size > 0 ? size : size * 64 + 64;
}

interface Block {
  records: number;
  /** Of all of it: count, size, data and sync marker. */
  length: number;
}

/**
 * Cuts an Avro object container file into its blocks (Avro 1.12 specification, "Object Container
 * Files"). The sync marker behind each block is checked before the block is given, so a file that
 * is cut anywhere but between two blocks is refused.
 */
export class AvroSplitter implements Splitter {
  prefix: Uint8Array = new Uint8Array(0);
  readonly #unread = new ByteBuffer();
  #header: AvroHeader | undefined;
  /** With how many bytes it is worth while to look for the header's end again. */
  #readHeaderAt = 0;
  #offset = 0;
  #records = 0;
  #memory: string | undefined;
  #hasBlock = false;
  readonly #isRest: boolean;

  constructor(
    readonly maxRecordBytes: number,
    start?: SplitterStart,
  ) {
    this.#isRest = start !== undefined;
    if (!start) return;
    this.#memory = start.memory;
    this.prefix = Buffer.from(start.memory, "base64");
    this.#header = readAvroHeader(this.prefix);
    this.#offset = start.offset;
    this.#records = start.records;
  }

  /** Of up to 342 KB, so made once. */
  get memory(): string {
    this.#memory ??= Buffer.from(this.prefix).toString("base64");
    return this.#memory;
  }

  *push(piece: Uint8Array): Generator<Cut> {
    this.#unread.append(piece);
    // a header that comes byte by byte is not read again for each of them
    if (this.#header || this.#unread.length >= this.#readHeaderAt) yield* this.#cut();
  }

  *end(): Generator<Cut> {
    yield* this.#cut();
    if (this.#header && this.#unread.length > 0) throw this.#refusal("The file is cut off: it ends inside a block.");
    // a rest begins at a block
    if (this.#header && (!this.#isRest || this.#hasBlock)) return;
    const isEmpty = this.#unread.length === 0;
    throw this.#refusal(
      isEmpty
        ? "The body is empty. Send an Avro object container file."
        : "The file is cut off: it ends inside its header.",
    );
  }

  *#cut(): Generator<Cut> {
    this.#header ??= this.#readHeader();
    if (!this.#header) return;
    for (let block = this.#readBlock(this.#header); block; block = this.#readBlock(this.#header)) {
      const bytes = this.#unread.view().subarray(0, block.length);
      this.#records += block.records;
      this.#hasBlock = true;
      if (block.records > 0) yield { bytes, records: block.records, offset: this.#offset };
      this.#consume(block.length);
    }
  }

  #readHeader(): AvroHeader | undefined {
    const header = readAvroHeader(this.#unread.view());
    if (!header) {
      this.#readHeaderAt = this.#unread.length * 1.25;
      return undefined;
    }
    this.prefix = this.#unread.view().slice(0, header.length);
    this.#memory = undefined;
    this.#consume(header.length);
    return header;
  }

  /** Gives the block that is next once all of it is there. */
  #readBlock(header: AvroHeader): Block | undefined {
    const cursor = new AvroCursor(this.#unread.view());
    const records = this.#long(cursor);
    const size = records === undefined ? undefined : this.#long(cursor);
    if (records === undefined || size === undefined) return undefined;
    this.#requireSane(header, records, size);
    const data = cursor.take(size);
    const marker = data && cursor.take(syncMarkerBytes);
    if (!marker) return undefined;
    if (header.syncMarker.some((byte, index) => marker[index] !== byte)) {
      throw this.#refusal("The block is not followed by the file's sync marker: the file is damaged here.");
    }
    return { records, length: cursor.at };
  }

  #requireSane(header: AvroHeader, records: number, size: number): void {
    if (records < 0 || size < 0)
      throw this.#refusal("The block has a negative count or size: the file is damaged here.");
    if (records === 0 && size > emptyBlockBytes[header.codec]) {
      throw this.#refusal(`The block says that it has no records, but has ${size} bytes: the file is damaged here.`);
    }
    if (records > mostRecords(header.codec, size)) {
      throw this.#refusal(`The block says that it has ${records} records in ${size} bytes: the file is damaged here.`);
    }
    if (records > maxBlockRecords) {
      throw this.#refusal(`The block has ${records} records; write blocks of at most ${maxBlockRecords}.`, "too_large");
    }
    const limit = this.maxRecordBytes - header.length;
    if (size > limit) {
      throw this.#refusal(`The block has ${size} bytes; write blocks of at most ${limit} bytes.`, "too_large");
    }
  }

  #long(cursor: AvroCursor): number | undefined {
    try {
      return cursor.long();
    } catch (error) {
      if (error instanceof RangeError)
        throw this.#refusal(`The block begins with ${error.message}: the file is damaged here.`);
      throw error;
    }
  }

  #consume(count: number): void {
    this.#unread.consume(count);
    this.#offset += count;
  }

  #refusal(message: string, code: BodyRefusal["code"] = "malformed_body"): BodyRefusal {
    return new BodyRefusal(code, message, this.#offset, this.#records + 1);
  }
}
