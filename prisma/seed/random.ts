/** A deterministic source of chance: the same seed gives the same sequence on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, limit). */
  below(limit: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError when the list is empty. */
  pick<T>(items: readonly T[]): T;
  /** A number of the log-normal distribution with this median; `sigma` is the spread of its logarithm. */
  logNormal(median: number, sigma: number): number;
  /** A count of the Poisson distribution with this mean (a normal approximation above 60). */
  poisson(mean: number): number;
}

/** Makes a generator from a 32-bit seed: mulberry32 (Tommy Ettinger, 2017, public domain). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new RangeError("There is nothing to pick from.");
      return items[below(items.length)] as (typeof items)[number];
    },
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    poisson: (mean) => (mean > 60 ? Math.max(0, Math.round(mean + Math.sqrt(mean) * normal())) : knuth(mean, next)),
  };
}

/** Knuth, The Art of Computer Programming, volume 2, 3.4.1, algorithm Q. */
function knuth(mean: number, next: () => number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}

/** Picks by weight in O(log n): give the weights once, then ask with a generator as often as needed. */
export function createWeighted<T>(items: readonly T[], weightOf: (item: T) => number): (random: Random) => T {
  let total = 0;
  const sums = items.map((item) => {
    total += weightOf(item);
    return total;
  });
  if (!(total > 0)) throw new RangeError("The weights must add up to more than nothing.");
  return (random) => {
    const target = random.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return items[low] as T;
  };
}
