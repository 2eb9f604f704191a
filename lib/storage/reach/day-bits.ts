/** Days of one user, one bit each, in words of 32: word w holds the days 32 w to 32 w + 31 after 1970-01-01. */
export class DayBits {
  readonly #words = new Map<number, number>();

  /** Takes the 64 days of a block: bit n is the day 64 · block + n, so that bit 63 is the sign. */
  setBlock(block: number, bits: bigint): void {
    this.#words.set(2 * block, Number(BigInt.asUintN(32, bits)));
    this.#words.set(2 * block + 1, Number(BigInt.asUintN(32, bits >> 32n)));
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
    this.#words.set(day >> 5, (isActive ? word | bit : word & ~bit) >>> 0);
  }

  copy(): DayBits {
    const copy = new DayBits();
    for (const [at, word] of this.#words) copy.#words.set(at, word);
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
    return [...this.#words]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([at, word]) => bitsOf.filter((bit) => ((word >>> bit) & 1) === 1).map((bit) => 32 * at + bit));
  }

  #word(at: number): number {
    return this.#words.get(at) ?? 0;
  }
}

const bitsOf = Array.from({ length: 32 }, (_, bit) => bit);
