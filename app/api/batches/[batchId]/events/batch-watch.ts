import { setTimeout as delay } from "node:timers/promises";
import type { Batch } from "@/lib/contracts/batch";

const everyMs = 500;

/** Undefined: there is no such batch any more. */
type Listener = (batch: Batch | undefined) => void;
type Look = (batchId: string, source: string) => Promise<Batch | undefined>;

interface Watched {
  source: string;
  listeners: Set<Listener>;
}

/**
 * Looks at the batches that are being watched, each once for all of its watchers, one after the other,
 * and begins a round every half second at most: the database may be a single session. Without
 * watchers it rests.
 */
export class BatchWatch {
  readonly #watched = new Map<string, Watched>();
  /** Ends the pause between two rounds; there while rounds are made. */
  #rounds: AbortController | undefined;

  constructor(readonly look: Look) {}

  /**
   * Tells a listener what each look finds, whether or not it changed.
   * @returns what ends it
   */
  watch({ batchId, source }: Pick<Batch, "batchId" | "source">, listener: Listener): () => void {
    const watched = this.#watched.get(batchId) ?? { source, listeners: new Set() };
    watched.listeners.add(listener);
    this.#watched.set(batchId, watched);
    if (!this.#rounds) void this.#run();
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0 && this.#watched.get(batchId) === watched) this.#watched.delete(batchId);
      if (this.#watched.size === 0) this.#rounds?.abort();
    };
  }

  get isResting(): boolean {
    return this.#rounds === undefined;
  }

  async #run(): Promise<void> {
    const rounds = new AbortController();
    this.#rounds = rounds;
    while (await pause(everyMs, rounds.signal)) {
      for (const [batchId, watched] of [...this.#watched]) await this.#tell(batchId, watched);
    }
    this.#rounds = undefined;
    // somebody came between the last one's going and now
    if (this.#watched.size > 0) void this.#run();
  }

  async #tell(batchId: string, { source, listeners }: Watched): Promise<void> {
    if (listeners.size === 0) return;
    try {
      const batch = await this.look(batchId, source);
      for (const listener of [...listeners]) listener(batch);
    } catch {
      // the database or the queue is away: the next round looks again, and the watchers keep what they have
    }
  }
}

/** Waits; gives false when the signal ended it. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return delay(ms, true, { signal }).catch(() => false);
}
