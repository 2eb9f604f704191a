const blockRecords = 65_536;

/** Remembers numbers of records, a bit each: a batch can have many millions of rejects. */
export class SeenRecords {
  readonly #blocks = new Map<number, Uint8Array>();

  /** @returns false when the number was there already */
  add(record: number): boolean {
    const number = Math.floor(record / blockRecords);
    const block = this.#blocks.get(number) ?? new Uint8Array(blockRecords / 8);
    this.#blocks.set(number, block);
    const [at, bit] = [(record % blockRecords) >> 3, 1 << (record % 8)];
    const isNew = ((block[at] ?? 0) & bit) === 0;
    block[at] = (block[at] ?? 0) | bit;
    return isNew;
  }
}
