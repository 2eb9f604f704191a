interface Entry<T> {
  value: Promise<T>;
  readAt: number;
}

/**
 * Remembers what the store said for a short time, for a bounded number of keys, the least recently
 * used going first. Requests for one key that come while it is being read share that one read.
 */
export class KeyCache<T> {
  private readonly entries = new Map<string, Entry<T>>();

  constructor(
    private readonly read: (key: string) => Promise<T>,
    private readonly options: { ttlMs: number; maxEntries: number; now?: () => number },
  ) {}

  /** Gives the value, at most `ttlMs` old. A failed read is not remembered. */
  get(key: string): Promise<T> {
    const now = (this.options.now ?? Date.now)();
    const known = this.entries.get(key);
    this.entries.delete(key);
    const entry = known && now - known.readAt < this.options.ttlMs ? known : this.start(key, now);
    this.entries.set(key, entry);
    this.evict();
    return entry.value;
  }

  get size(): number {
    return this.entries.size;
  }

  private start(key: string, readAt: number): Entry<T> {
    const entry = { value: this.read(key), readAt };
    entry.value.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    });
    return entry;
  }

  private evict(): void {
    if (this.entries.size <= this.options.maxEntries) return;
    const oldest = this.entries.keys().next();
    if (!oldest.done) this.entries.delete(oldest.value);
  }
}
