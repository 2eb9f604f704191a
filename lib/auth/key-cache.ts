interface Entry<T> {
  value: Promise<T>;
  readAt: number;
}

export interface KeyCacheOptions {
  /** No answer is older than this. */
  ttlMs: number;
  /** An entry in use that is older than this is read again, while it still answers. */
  refreshAfterMs: number;
  maxEntries: number;
  now?: () => number;
}

/**
 * Remembers what the store said for a short time, for a bounded number of keys, the least recently
 * used going first. Requests for one key that come while it is being read share that one read, and
 * a key in steady use is read ahead of time, so that its requests never wait for the store.
 */
export class KeyCache<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private readonly refreshing = new Set<string>();

  constructor(
    private readonly read: (key: string) => Promise<T>,
    private readonly options: KeyCacheOptions,
  ) {}

  /** Gives the value, at most `ttlMs` old. A failed read is not remembered. */
  get(key: string): Promise<T> {
    const now = this.now();
    const known = this.entries.get(key);
    const age = known ? now - known.readAt : Number.POSITIVE_INFINITY;
    if (!known || age >= this.options.ttlMs) return this.start(key, now);
    this.keep(key, known);
    if (age >= this.options.refreshAfterMs && !this.refreshing.has(key)) this.refresh(key, now);
    return known.value;
  }

  /** Forgets everything: what is being read now is not remembered either. */
  clear(): void {
    this.entries.clear();
  }

  get size(): number {
    return this.entries.size;
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }

  private start(key: string, readAt: number): Promise<T> {
    const entry = { value: this.read(key), readAt };
    this.keep(key, entry);
    entry.value.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    });
    return entry.value;
  }

  /** Only an answer replaces what is known; without one that runs out in its time. */
  private refresh(key: string, readAt: number): void {
    this.refreshing.add(key);
    this.read(key)
      .then(
        (value) => {
          const known = this.entries.get(key);
          if (known && known.readAt < readAt) this.entries.set(key, { value: Promise.resolve(value), readAt });
        },
        () => undefined,
      )
      .finally(() => this.refreshing.delete(key));
  }

  /** Puts the entry last in line, and drops the first when there are too many. */
  private keep(key: string, entry: Entry<T>): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (this.entries.size <= this.options.maxEntries) return;
    const oldest = this.entries.keys().next();
    if (!oldest.done) this.entries.delete(oldest.value);
  }
}
