import { divideHalfEven } from "../half-even";

/** One rate of a day: what one unit of `base` was worth in `currency`, as an exact decimal. */
export interface Rate {
  base: string;
  currency: string;
  rate: string;
}

/** The rates of each UTC day, `YYYY-MM-DD`. */
export type RatesByDay = ReadonlyMap<string, readonly Rate[]>;

/**
 * Turns micros of one currency into micros of another.
 * @param at event time, epoch milliseconds
 * @returns null when there is no rate
 */
export type ConvertMoney = (micros: number, from: string, to: string, at: number) => bigint | null;

interface Fraction {
  numerator: bigint;
  denominator: bigint;
}
/** How many days the rate is older than the event. */
interface Aged {
  fraction: Fraction;
  age: number;
}

/** A rate counts for its UTC day and so many days after it: banks publish none on holidays. */
export const rateDays = 7;
const dayMs = 86_400_000;

/** The UTC day of a time in epoch milliseconds, `daysBefore` days earlier. */
export function utcDay(at: number, daysBefore = 0): string {
  return new Date(at - daysBefore * dayMs).toISOString().slice(0, 10);
}

/**
 * Makes the function that converts money with the rate of the event's UTC day, or the latest of the 7 days
 * before. A rate between the two currencies in either direction is taken first (on the same day the one that
 * is written in the direction that is asked for); else two rates over a common currency, such as euros to
 * dollars to pounds, the pair whose older rate is the newest, then the first currency in the alphabet. Fractions
 * are exact, and only the result is rounded: half to even, to whole micros.
 */
export function createConverter(rates: RatesByDay): ConvertMoney {
  const byDay = new Map([...rates].map(([day, list]) => [day, pairsOf(list)]));
  const known = new Map<string, Fraction | null>();
  return (micros, from, to, at) => {
    if (from === to) return BigInt(micros);
    const key = `${from}${to}${utcDay(at)}`;
    let fraction = known.get(key);
    if (fraction === undefined) {
      fraction = (latest(byDay, from, to, at) ?? crossed(byDay, from, to, at))?.fraction ?? null;
      known.set(key, fraction);
    }
    return fraction && divideHalfEven(BigInt(micros) * fraction.numerator, fraction.denominator);
  };
}

/** By the currency that is given, then the one that is wanted: nobody may have to look through all of them. */
type Pairs = Map<string, Map<string, Fraction>>;

/** Both directions of each rate; one that is written wins over one that is turned round. */
function pairsOf(rates: readonly Rate[]): Pairs {
  const pairs: Pairs = new Map();
  const set = (from: string, to: string, fraction: Fraction) => {
    const partners = pairs.get(from) ?? new Map<string, Fraction>();
    pairs.set(from, partners.set(to, fraction));
  };
  for (const { base, currency, rate } of rates) {
    const { numerator, denominator } = fractionOf(rate);
    if (numerator === 0n) continue;
    set(base, currency, { numerator, denominator });
  }
  for (const { base, currency } of rates) {
    const written = pairs.get(base)?.get(currency);
    if (!written || pairs.get(currency)?.has(base)) continue;
    set(currency, base, { numerator: written.denominator, denominator: written.numerator });
  }
  return pairs;
}

function latest(byDay: ReadonlyMap<string, Pairs>, from: string, to: string, at: number): Aged | null {
  for (let age = 0; age <= rateDays; age += 1) {
    const fraction = byDay.get(utcDay(at, age))?.get(from)?.get(to);
    if (fraction) return { fraction, age };
  }
  return null;
}

function crossed(byDay: ReadonlyMap<string, Pairs>, from: string, to: string, at: number): Aged | null {
  let best: Aged | null = null;
  for (const over of partnersOf(byDay, from, at)) {
    const [first, second] = [latest(byDay, from, over, at), latest(byDay, over, to, at)];
    if (!first || !second) continue;
    const age = Math.max(first.age, second.age);
    if (best && best.age <= age) continue;
    const numerator = first.fraction.numerator * second.fraction.numerator;
    best = { age, fraction: { numerator, denominator: first.fraction.denominator * second.fraction.denominator } };
  }
  return best;
}

/** The currencies that there is a rate for, in the order of the alphabet. */
function partnersOf(byDay: ReadonlyMap<string, Pairs>, currency: string, at: number): string[] {
  const partners = new Set<string>();
  for (let age = 0; age <= rateDays; age += 1) {
    for (const partner of byDay.get(utcDay(at, age))?.get(currency)?.keys() ?? []) partners.add(partner);
  }
  return [...partners].sort();
}

function fractionOf(decimal: string): Fraction {
  const [whole = "", decimals = ""] = decimal.split(".");
  return { numerator: BigInt(whole + decimals), denominator: 10n ** BigInt(decimals.length) };
}
