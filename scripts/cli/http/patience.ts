const firstPauseMs = 500;
const longestPauseMs = 30_000;

/**
 * How long to go on trying: pauses that double, spread by a quarter so that many clients do not come back at once,
 * never shorter than the server asks for. The time runs from the last progress, not from the first try.
 */
export class Patience {
  #since: number;
  #tries = 0;

  constructor(
    readonly maxMs: number,
    readonly now: () => number = Date.now,
    readonly random: () => number = Math.random,
  ) {
    this.#since = now();
  }

  /** Something got on: the time and the pauses begin anew. */
  renew(): void {
    this.#since = this.now();
    this.#tries = 0;
  }

  /** The pause before the next try, in milliseconds; undefined when it would end after the time is over. */
  nextPauseMs(retryAfterMs = 0): number | undefined {
    const doubled = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#tries);
    const pauseMs = Math.round(Math.max(doubled * (0.75 + this.random() / 2), retryAfterMs));
    this.#tries += 1;
    return this.now() - this.#since + pauseMs > this.maxMs ? undefined : pauseMs;
  }
}

/** RFC 9110, section 10.2.3: seconds, or a date; undefined for anything else. In milliseconds, not negative. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined || value.trim() === "") return undefined;
  const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
