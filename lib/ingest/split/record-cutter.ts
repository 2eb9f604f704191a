import { BodyRefusal } from "./body-refusal";
import { ByteBuffer } from "./byte-buffer";
import type { SplitterStart } from "./splitter";

/**
 * Keeps where the record being read began, joins its parts over the pieces of the body, and holds
 * the limit on its size. Positions are indexes into the current piece.
 */
export class RecordCutter {
  /** How many records have been cut. */
  records: number;
  /** Where the record that was ended last began. */
  offset = 0;
  /** Of text: the line in which the open record begins. */
  line: number | undefined;
  #carry = new ByteBuffer();
  /** Bytes of the body in front of the current piece. */
  #base: number;
  #start: number | undefined;
  readonly #recordsBefore: number;

  /** @param start where the body goes on, when its first part was read before */
  constructor(
    readonly maxRecordBytes: number,
    start?: Pick<SplitterStart, "offset" | "records">,
  ) {
    this.records = start?.records ?? 0;
    this.#recordsBefore = this.records;
    this.#base = start?.offset ?? 0;
  }

  get isOpen(): boolean {
    return this.#start !== undefined;
  }

  /** Whether what was given has no record so far. */
  get isEmpty(): boolean {
    return this.records === this.#recordsBefore;
  }

  /** The offset of a position in the body. */
  offsetOf(at: number): number {
    return this.#base + at;
  }

  begin(at: number): void {
    this.#start = this.#base + at;
  }

  /**
   * Ends the record in front of `at`.
   * @throws BodyRefusal `too_large`
   */
  end(piece: Uint8Array, at: number): Uint8Array {
    this.#requireSize(at);
    this.offset = this.#start ?? this.#base;
    const from = this.offset - this.#base;
    this.#start = undefined;
    if (from >= 0) return piece.subarray(from, at);
    this.#carry.append(piece.subarray(0, at));
    return this.#carry.take();
  }

  /**
   * The piece has been read: keeps what belongs to the unfinished record.
   * @throws BodyRefusal `too_large`
   */
  keep(piece: Uint8Array): void {
    if (this.#start !== undefined) {
      this.#requireSize(piece.length);
      this.#carry.append(piece.subarray(Math.max(0, this.#start - this.#base)));
    }
    this.#base += piece.length;
  }

  /** The refusal of the byte at `at`; inside a record that is too long by then, of the record. */
  malformed(message: string, at: number): BodyRefusal {
    this.#requireSize(at);
    return new BodyRefusal("malformed_body", message, this.#base + at, this.records + 1);
  }

  /** The refusal of the unfinished record, by where it begins. */
  unfinished(message: string): BodyRefusal {
    return new BodyRefusal("malformed_body", message, this.#start ?? this.#base, this.records + 1);
  }

  #requireSize(at: number): void {
    if (this.#start === undefined || this.#base + at - this.#start <= this.maxRecordBytes) return;
    const place = this.line === undefined ? "" : ` (line ${this.line})`;
    const message = `Record ${this.records + 1}${place} is longer than ${this.maxRecordBytes} bytes. Send smaller records.`;
    throw new BodyRefusal("too_large", message, this.#start, this.records + 1);
  }
}
