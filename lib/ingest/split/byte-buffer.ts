const smallestCapacity = 4096;

/**
 * Bytes that grow at one end and are used up at the other, copied in at most twice. Views that it
 * gives are good until the next `append`.
 */
export class ByteBuffer {
  #store = new Uint8Array(0);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  view(): Uint8Array {
    return this.#store.subarray(this.#start, this.#end);
  }

  append(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#store.length) this.#makeRoom(bytes.length);
    this.#store.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Drops the first `count` bytes. */
  consume(count: number): void {
    this.#start += count;
    if (this.#start < this.#end) return;
    this.#start = 0;
    this.#end = 0;
  }

  /** Gives all bytes and forgets them; the next `append` may overwrite them. */
  take(): Uint8Array {
    const bytes = this.view();
    this.consume(bytes.length);
    return bytes;
  }

  /** Gives all bytes for good: the buffer starts again with a store of its own. */
  release(): Uint8Array {
    const bytes = this.view();
    this.#store = new Uint8Array(0);
    this.#start = 0;
    this.#end = 0;
    return bytes;
  }

  #makeRoom(more: number): void {
    const needed = this.length + more;
    if (needed <= this.#store.length) this.#store.copyWithin(0, this.#start, this.#end);
    else {
      const store = new Uint8Array(Math.max(needed, this.#store.length * 2, smallestCapacity));
      store.set(this.view());
      this.#store = store;
    }
    this.#end -= this.#start;
    this.#start = 0;
  }
}
