interface Waiting {
  bytes: number;
  enter: () => void;
}

/**
 * Bounds what is on its way at the same time, by number and by bytes. Who waits enters in the
 * order of coming; something larger than the bound enters when nothing else is on its way.
 */
export class InFlightLimit {
  #count = 0;
  #bytes = 0;
  readonly #waiting: Waiting[] = [];

  constructor(
    readonly maxCount: number,
    readonly maxBytes: number,
  ) {}

  /** How many wait for room; whoever enters bounds this, by being so many. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Resolves when there is room; whoever has entered has to leave with the same number of bytes. */
  enter(bytes: number): Promise<void> {
    if (this.#waiting.length === 0 && this.#hasRoom(bytes)) {
      this.#admit(bytes);
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push({ bytes, enter: resolve }));
  }

  leave(bytes: number): void {
    this.#count -= 1;
    this.#bytes -= bytes;
    for (let next = this.#waiting[0]; next && this.#hasRoom(next.bytes); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#admit(next.bytes);
      next.enter();
    }
  }

  #hasRoom(bytes: number): boolean {
    return this.#count === 0 || (this.#count < this.maxCount && this.#bytes + bytes <= this.maxBytes);
  }

  #admit(bytes: number): void {
    this.#count += 1;
    this.#bytes += bytes;
  }
}
