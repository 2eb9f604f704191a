const mask = 0xffff_ffff_ffff_ffffn;
const p1 = 0x9e3779b185ebca87n;
const p2 = 0xc2b2ae3d27d4eb4fn;
const p3 = 0x165667b19e3779f9n;
const p4 = 0x85ebca77c2b2ae63n;
const p5 = 0x27d4eb2f165667c5n;
const [p1High, p1Low, p2High, p2Low] = [0x9e3779b1, 0x85ebca87, 0xc2b2ae3d, 0x27d4eb4f];
const stripeBytes = 32;

/**
 * XXH64 with seed 0, which zstd's checksums are made with (XXHASH fast digest algorithm, version 0.1.1).
 * The stripes are done in halves of 32 bits, since BigInt is slower than the decompression is.
 */
export class Xxh64 {
  /** Low and high half of each of the four lanes. */
  readonly #lanes = new Uint32Array(new BigUint64Array([(p1 + p2) & mask, p2, 0n, -p1 & mask]).buffer);
  readonly #rest = Buffer.alloc(stripeBytes);
  #restBytes = 0;
  #total = 0;

  update(bytes: Uint8Array): void {
    this.#total += bytes.length;
    let at = 0;
    if (this.#restBytes > 0) {
      at = Math.min(stripeBytes - this.#restBytes, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#restBytes);
      this.#restBytes += at;
      if (this.#restBytes < stripeBytes) return;
      this.#addStripe(this.#rest, 0);
      this.#restBytes = 0;
    }
    for (; at + stripeBytes <= bytes.length; at += stripeBytes) this.#addStripe(bytes, at);
    this.#rest.set(bytes.subarray(at));
    this.#restBytes = bytes.length - at;
  }

  digest(): bigint {
    const lanes = new BigUint64Array(this.#lanes.buffer);
    let hash = p5;
    if (this.#total >= stripeBytes) {
      hash = 0n;
      for (const [index, lane] of lanes.entries()) hash += rotate(lane, [1n, 7n, 12n, 18n][index] ?? 0n);
      for (const lane of lanes) hash = multiply(hash ^ round(0n, lane), p1) + p4;
    }
    return avalanche(this.#addRest(hash + BigInt(this.#total)));
  }

  #addStripe(bytes: Uint8Array, at: number): void {
    const lanes = this.#lanes;
    for (let lane = 0; lane < 8; lane += 2) {
      const from = at + lane * 4;
      const low = lanes[lane] ?? 0;
      // + input * p2
      const inputLow = word(bytes, from);
      const addLow = Math.imul(inputLow, p2Low) >>> 0;
      const addHigh = high(inputLow, p2Low) + Math.imul(word(bytes, from + 4), p2Low) + Math.imul(inputLow, p2High);
      const sumLow = low + addLow;
      const sumHigh = (lanes[lane + 1] ?? 0) + addHigh + (sumLow > 0xffff_ffff ? 1 : 0);
      // rotated by 31 bits
      const turnedLow = ((sumLow << 31) | (sumHigh >>> 1)) >>> 0;
      const turnedHigh = (sumHigh << 31) | ((sumLow >>> 0) >>> 1);
      lanes[lane] = Math.imul(turnedLow, p1Low);
      lanes[lane + 1] = high(turnedLow, p1Low) + Math.imul(turnedHigh, p1Low) + Math.imul(turnedLow, p1High);
    }
  }

  #addRest(start: bigint): bigint {
    const rest = this.#rest.subarray(0, this.#restBytes);
    let hash = start;
    let at = 0;
    for (; at + 8 <= rest.length; at += 8) {
      hash = multiply(rotate(hash ^ round(0n, rest.readBigUInt64LE(at)), 27n), p1) + p4;
    }
    if (at + 4 <= rest.length) {
      hash = multiply(rotate(hash ^ multiply(BigInt(rest.readUInt32LE(at)), p1), 23n), p2) + p3;
      at += 4;
    }
    for (const byte of rest.subarray(at)) hash = multiply(rotate(hash ^ multiply(BigInt(byte), p5), 11n), p1);
    return hash & mask;
  }
}

function word(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}

/** The upper half of the product of two numbers of 32 bits. */
function high(one: number, other: number): number {
  const [oneLow, oneHigh] = [one & 0xffff, one >>> 16];
  const [otherLow, otherHigh] = [other & 0xffff, other >>> 16];
  const middle = oneHigh * otherLow + ((oneLow * otherLow) >>> 16);
  const carry = oneLow * otherHigh + (middle & 0xffff);
  return oneHigh * otherHigh + (middle >>> 16) + (carry >>> 16);
}

function round(lane: bigint, input: bigint): bigint {
  return multiply(rotate(lane + multiply(input, p2), 31n), p1);
}

function multiply(one: bigint, other: bigint): bigint {
  return ((one & mask) * other) & mask;
}

function rotate(value: bigint, bits: bigint): bigint {
  const whole = value & mask;
  return ((whole << bits) | (whole >> (64n - bits))) & mask;
}

function avalanche(value: bigint): bigint {
  const first = multiply(value ^ (value >> 33n), p2);
  const second = multiply(first ^ (first >> 29n), p3);
  return second ^ (second >> 32n);
}
