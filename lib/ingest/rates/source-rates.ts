import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { type Bucket, debtMs, fullBucket, take } from "./token-bucket";

/** What a source may send, of decompressed bytes; null where the default holds. */
export interface RateLimits {
  eventsPerSecond: number | null;
  bytesPerSecond: number | null;
}

interface Rates {
  eventsPerSecond: number;
  bytesPerSecond: number;
}

interface SourceState {
  events: Bucket;
  bytes: Bucket;
}

/** What one upload of a source does with the source's rates. */
export interface RateMeter {
  /** @throws AppError `rate_limited` with Retry-After while the source owes */
  admit(): void;
  /** Counts what was read; never refuses. */
  count(events: number, bytes: number): void;
  /** Makes the source owe for time of the process that it took beyond an honest pace; never refuses. */
  charge(ms: number): void;
  /** Waits until the source owes nothing, or until the signal fires. */
  pause(signal: AbortSignal): Promise<void>;
}

/** Of the time of a process, a source may take one part in so many for what is slow for no honest reason. */
const overworkShare = 20;

export interface SourceRatesOptions {
  defaults: Rates;
  /** Milliseconds that only go forward. */
  nowMs: () => number;
  /** How many sources are remembered; the one that sent longest ago is forgotten first. */
  maxSources?: number;
}

/** Holds each source to its rates, as far as this process sees it: one second of burst, then the rate. */
export class SourceRates {
  readonly #states = new Map<string, SourceState>();

  constructor(readonly options: SourceRatesOptions) {}

  /** How many sources are remembered. */
  get size(): number {
    return this.#states.size;
  }

  meter(sourceId: string, limits: RateLimits | undefined): RateMeter {
    const { defaults } = this.options;
    const rates: Rates = {
      eventsPerSecond: limits?.eventsPerSecond ?? defaults.eventsPerSecond,
      bytesPerSecond: limits?.bytesPerSecond ?? defaults.bytesPerSecond,
    };
    return {
      admit: () => {
        const owedMs = this.#owedMs(sourceId, rates);
        if (owedMs > 0) throw limited(rates, owedMs);
      },
      count: (events, bytes) => this.#count(sourceId, rates, events, bytes),
      charge: (ms) => this.#count(sourceId, rates, 0, (ms / 1000) * overworkShare * rates.bytesPerSecond),
      pause: async (signal) => {
        for (;;) {
          const owedMs = this.#owedMs(sourceId, rates);
          if (owedMs <= 0 || signal.aborted) return;
          // in steps, since a timer takes at most 24 days and a limit may be raised meanwhile
          await delay(Math.min(Math.ceil(owedMs), 60_000), undefined, { signal }).catch(() => undefined);
        }
      },
    };
  }

  #owedMs(sourceId: string, { eventsPerSecond, bytesPerSecond }: Rates): number {
    const state = this.#states.get(sourceId);
    if (!state) return 0;
    const nowMs = this.options.nowMs();
    return Math.max(debtMs(state.events, eventsPerSecond, nowMs), debtMs(state.bytes, bytesPerSecond, nowMs));
  }

  #count(sourceId: string, { eventsPerSecond, bytesPerSecond }: Rates, events: number, bytes: number): void {
    const nowMs = this.options.nowMs();
    const known = this.#states.get(sourceId);
    // behind all others, so that the first in the map is the one of longest ago
    this.#states.delete(sourceId);
    this.#states.set(sourceId, {
      events: take(known?.events ?? fullBucket(eventsPerSecond, nowMs), events, eventsPerSecond, nowMs),
      bytes: take(known?.bytes ?? fullBucket(bytesPerSecond, nowMs), bytes, bytesPerSecond, nowMs),
    });
    const [oldest] = this.#states.keys();
    if (this.#states.size > (this.options.maxSources ?? 10_000) && oldest !== undefined) this.#states.delete(oldest);
  }
}

function limited({ eventsPerSecond, bytesPerSecond }: Rates, owedMs: number): AppError {
  const message = `This source may send ${eventsPerSecond} events and ${bytesPerSecond} bytes a second. Send the request again after the time in Retry-After.`;
  return new AppError("rate_limited", message, undefined, Math.max(1, Math.ceil(owedMs / 1000)));
}
