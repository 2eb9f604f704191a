/** How much was done at a moment: bytes sent, or records worked off. */
export interface Sample {
  /** Epoch milliseconds. */
  atMs: number;
  done: number;
}

/** A pace is that of the last seconds, so that it follows a connection that becomes slower. */
const windowMs = 6_000;

/** The samples with one more; what is older than the window goes, less done than before is a new beginning. */
export function addSample(samples: readonly Sample[], next: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && next.done < last.done) return [next];
  const base = samples.findLastIndex((sample) => sample.atMs <= next.atMs - windowMs);
  return [...samples.slice(Math.max(base, 0)), next];
}

/** What is done a second; null while it cannot be told. */
export function paceOf(samples: readonly Sample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.atMs - first.atMs < 500) return null;
  return ((last.done - first.done) / (last.atMs - first.atMs)) * 1000;
}

/** The time that the rest takes at that pace, in milliseconds; null while it cannot be told, or nothing moves. */
export function timeLeftMs(samples: readonly Sample[], total: number): number | null {
  const pace = paceOf(samples);
  const done = samples.at(-1)?.done ?? 0;
  if (pace === null || pace <= 0) return null;
  return (Math.max(total - done, 0) / pace) * 1000;
}
