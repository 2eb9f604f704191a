/** Days of one user, one bit each, in words of 32: word w holds the days 32 w to 32 w + 31 after 1970-01-01. */
export class DayBits {
  // two short lists instead of a map: there are thousands of these, of a few words each
  readonly #at: number[] = [];
  readonly #bits: number[] = [];

  /** Takes the 64 days of a block: bit n is the day 64 · block + n, so that bit 63 is the sign. */
  setBlock(block: number, bits: bigint): void {
    this.#setWord(2 * block, Number(BigInt.asUintN(32, bits)));
    this.#setWord(2 * block + 1, Number(BigInt.asUintN(32, bits >> 32n)));
  }

  /** Gives the 64 days of a block as PostgreSQL keeps them: 64 bits with a sign. */
  block(block: number): bigint {
    const [low, high] = [this.#word(2 * block), this.#word(2 * block + 1)];
    return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low));
  }

  has(day: number): boolean {
    return ((this.#word(day >> 5) >>> (day & 31)) & 1) === 1;
  }

  set(day: number, isActive: boolean): void {
    const bit = 1 << (day & 31);
    const word = this.#word(day >> 5);
    this.#setWord(day >> 5, (isActive ? word | bit : word & ~bit) >>> 0);
  }

  copy(): DayBits {
    const copy = new DayBits();
    copy.#at.push(...this.#at);
    copy.#bits.push(...this.#bits);
    return copy;
  }

  /** The last active day before `day` of those at most `within` days before it. */
  before(day: number, within: number): number | undefined {
    for (let at = day >> 5; at >= (day - within) >> 5; at -= 1) {
      const bits = at === day >> 5 ? this.#word(at) & ((1 << (day & 31)) - 1) : this.#word(at);
      if (bits !== 0) {
        const found = 32 * at + 31 - Math.clz32(bits);
        return found >= day - within ? found : undefined;
      }
    }
    return undefined;
  }

  /** The first active day after `day` of those at most `within` days after it. */
  after(day: number, within: number): number | undefined {
    for (let at = day >> 5; at <= (day + within) >> 5; at += 1) {
      const bits = at === day >> 5 ? this.#word(at) & ~((2 << (day & 31)) - 1) : this.#word(at);
      if (bits !== 0) {
        const found = 32 * at + 31 - Math.clz32(bits & -bits);
        return found <= day + within ? found : undefined;
      }
    }
    return undefined;
  }

  /** The active days, in order. */
  days(): number[] {
    return this.#at
      .toSorted((a, b) => a - b)
      .flatMap((at) => bitsOf.filter((bit) => ((this.#word(at) >>> bit) & 1) === 1).map((bit) => 32 * at + bit));
  }

  #word(at: number): number {
    return this.#bits[this.#at.indexOf(at)] ?? 0;
  }

  #setWord(at: number, word: number): void {
    const index = this.#at.indexOf(at);
    if (index >= 0) this.#bits[index] = word;
    else {
      this.#at.push(at);
      this.#bits.push(word);
    }
  }
}

const bitsOf = Array.from({ length: 32 }, (_, bit) => bit);
