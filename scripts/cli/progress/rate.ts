const windowMs = 10_000;

/** How fast something goes: over the last seconds, since a mean over an hour tells nothing of now. */
export class Rate {
  readonly #samples: { ms: number; position: number }[] = [];

  constructor(readonly now: () => number = Date.now) {}

  /** Notes a position. One that goes back (a part is sent again) begins the measuring anew. */
  at(position: number): void {
    const ms = this.now();
    const last = this.#samples.at(-1);
    if (last && position < last.position) this.#samples.length = 0;
    // ten a second are enough
    if (last && this.#samples.length > 1 && ms - (this.#samples.at(-2)?.ms ?? 0) < 100) this.#samples.pop();
    this.#samples.push({ ms, position });
    while (this.#samples.length > 2 && ms - (this.#samples[1]?.ms ?? ms) > windowMs) this.#samples.shift();
  }

  /** Bytes a second; undefined as long as nothing can be told. */
  get perSecond(): number | undefined {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || this.now() - first.ms < 500) return undefined;
    return ((last.position - first.position) * 1000) / (this.now() - first.ms);
  }

  /** Milliseconds until `total` is reached at this rate; undefined as long as nothing can be told. */
  leftMs(total: number): number | undefined {
    const rate = this.perSecond;
    const last = this.#samples.at(-1);
    if (!rate || !last) return undefined;
    return ((total - last.position) / rate) * 1000;
  }
}
