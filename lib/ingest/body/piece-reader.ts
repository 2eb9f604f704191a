/** Reads a body that comes in pieces by lengths of the reader's own; what it gives is never overwritten. */
export class PieceReader {
  /** What has been read and not been taken. */
  unread: Buffer = Buffer.alloc(0);
  readonly #pieces: AsyncIterator<Uint8Array>;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** Reads on until `length` bytes are unread; tells whether the body has them. */
  async fill(length: number): Promise<boolean> {
    const parts = [this.unread];
    let size = this.unread.length;
    let isOver = false;
    while (size < length && !isOver) {
      const { done, value } = await this.#pieces.next();
      if (done) isOver = true;
      else {
        parts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
        size += value.length;
      }
    }
    if (parts.length > 1)
      this.unread = parts.length === 2 && !this.unread.length ? (parts[1] as Buffer) : Buffer.concat(parts);
    return size >= length;
  }

  /** Takes bytes that are unread. */
  take(length: number): Buffer {
    const taken = this.unread.subarray(0, length);
    this.unread = this.unread.subarray(length);
    return taken;
  }

  /** Gives all that was not taken, piece by piece. */
  async *rest(): AsyncGenerator<Uint8Array, void, void> {
    if (this.unread.length > 0) yield this.take(this.unread.length);
    for (;;) {
      const { done, value } = await this.#pieces.next();
      if (done) return;
      yield value;
    }
  }

  /** Nothing more is read: lets the source go. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}
