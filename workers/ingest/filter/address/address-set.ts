import ipaddr from "ipaddr.js";
import { type Address, bitsOf } from "./read-address";

/** Addresses from the first to the last, both inclusive. */
export interface AddressRange {
  family: 4 | 6;
  first: bigint;
  last: bigint;
}

/** Half of an IPv6 address. */
const half = 64n;
const lowMask = (1n << half) - 1n;

/**
 * Many ranges of addresses, in sorted typed arrays that are searched by halving: 8 bytes a range of IPv4, 32
 * of IPv6, and some 20 steps a look-up.
 */
export class AddressSet {
  readonly #v4: { first: Uint32Array; last: Uint32Array };
  /** Upper and lower halves, one behind the other. */
  readonly #v6: { first: BigUint64Array; last: BigUint64Array };

  constructor(ranges: Iterable<AddressRange>) {
    const all = [...ranges];
    const v4 = merge(all.filter((range) => range.family === 4));
    const v6 = merge(all.filter((range) => range.family === 6));
    this.#v4 = {
      first: Uint32Array.from(v4, (range) => Number(range.first)),
      last: Uint32Array.from(v4, (range) => Number(range.last)),
    };
    this.#v6 = { first: halves(v6.map((range) => range.first)), last: halves(v6.map((range) => range.last)) };
  }

  /** How many ranges are left, those that touch each other being one. */
  get size(): number {
    return this.#v4.first.length + this.#v6.first.length / 2;
  }

  has({ family, value }: Address): boolean {
    return family === 4 ? this.#has4(Number(value)) : this.#has6(value);
  }

  #has4(value: number): boolean {
    const { first, last } = this.#v4;
    const index = lastBelow(first.length, (at) => (first[at] ?? 0) <= value);
    return index >= 0 && value <= (last[index] ?? -1);
  }

  #has6(value: bigint): boolean {
    const { first, last } = this.#v6;
    const index = lastBelow(first.length / 2, (at) => wholeAt(first, at) <= value);
    return index >= 0 && value <= wholeAt(last, index);
  }
}

/** Gives the last index for which it holds, where it holds for the first ones only; -1 when it never does. */
function lastBelow(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function halves(values: readonly bigint[]): BigUint64Array {
  const pairs = new BigUint64Array(values.length * 2);
  for (const [index, value] of values.entries()) {
    pairs[index * 2] = value >> half;
    pairs[index * 2 + 1] = value & lowMask;
  }
  return pairs;
}

function wholeAt(pairs: BigUint64Array, index: number): bigint {
  return ((pairs[index * 2] ?? 0n) << half) | (pairs[index * 2 + 1] ?? 0n);
}

function merge(ranges: readonly AddressRange[]): AddressRange[] {
  const merged: AddressRange[] = [];
  for (const range of ranges.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
    const before = merged.at(-1);
    if (before && range.first <= before.last + 1n) {
      if (range.last > before.last) before.last = range.last;
    } else merged.push({ ...range });
  }
  return merged;
}

/**
 * Reads a network in CIDR notation, or one address; bits behind the prefix do not count.
 * @returns null for what is neither
 */
export function readNetwork(text: string): AddressRange | null {
  try {
    const [address, prefix] = text.includes("/") ? ipaddr.parseCIDR(text) : whole(ipaddr.parse(text));
    const family = address.kind() === "ipv4" ? 4 : 6;
    const free = BigInt((family === 4 ? 32 : 128) - prefix);
    const first = (bitsOf(address) >> free) << free;
    return { family, first, last: first + (1n << free) - 1n };
  } catch {
    return null;
  }
}

function whole(address: ipaddr.IPv4 | ipaddr.IPv6): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  return [address, address.kind() === "ipv4" ? 32 : 128];
}
