import type { Clock } from "@/lib/clock";

const maxEntries = 50_000;

/** Remembers values by key for a short time, so that a change of their origin is seen soon after. */
export class ExpiringCache<Value> {
  readonly #entries = new Map<string, { value: Value; until: number }>();

  constructor(
    readonly clock: Clock,
    readonly ttlMs: number,
  ) {}

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.until > this.clock.now().getTime()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: Value): void {
    if (this.#entries.size >= maxEntries) this.#entries.clear();
    this.#entries.set(key, { value, until: this.clock.now().getTime() + this.ttlMs });
  }
}
