import { describe, expect, it } from "vitest";
import { DayBits } from "./day-bits";
import { firstGap, gapChanges } from "./gap-changes";

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

/** Users by day and gap, from nothing but the set of days. */
function countsOf(days: ReadonlySet<number>): Map<string, number> {
  return new Map(
    [...days].map((day) => {
      let gap = 1;
      while (gap < firstGap && !days.has(day - gap)) gap += 1;
      return [`${day} ${gap}`, 1];
    }),
  );
}

function bitsOf(days: Iterable<number>): DayBits {
  const bits = new DayBits();
  for (const day of days) bits.set(day, true);
  return bits;
}

function added(counts: Map<string, number>, changes: ReturnType<typeof gapChanges>): Map<string, number> {
  const sums = new Map(counts);
  for (const { day, gap, step } of changes) sums.set(`${day} ${gap}`, (sums.get(`${day} ${gap}`) ?? 0) + step);
  return new Map([...sums].filter(([, count]) => count !== 0));
}

const sorted = (counts: Map<string, number>) => [...counts].map(([key, count]) => `${key} ${count}`).toSorted();

describe("days by their bits", () => {
  it("are what a plain set says, over the borders of words and blocks and in the block's sign", () => {
    const next = random(7);
    for (let round = 0; round < 60; round += 1) {
      const from = 64 * 300 - 100;
      const days = new Set(
        Array.from({ length: 1 + Math.floor(next() * 30) }, () => from + Math.floor(next() ** 2 * 300)),
      );
      const bits = new DayBits();
      const written = bitsOf(days);
      for (let block = 298; block < 304; block += 1) bits.setBlock(block, written.block(block));
      expect(bits.days()).toEqual([...days].sort((a, b) => a - b));
      for (let day = from - 2; day < from + 302; day += 1) {
        const within = 1 + Math.floor(next() * 93);
        const near = [...days].filter((each) => Math.abs(each - day) <= within);
        expect(bits.has(day)).toBe(days.has(day));
        expect(bits.before(day, within)).toBe(near.filter((each) => each < day).sort((a, b) => b - a)[0]);
        expect(bits.after(day, within)).toBe(near.filter((each) => each > day).sort((a, b) => a - b)[0]);
      }
    }
  });

  it("keep day 63 of a block as the sign that PostgreSQL gives it", () => {
    const bits = bitsOf([64 * 5 + 63]);
    expect(bits.block(5)).toBe(-(2n ** 63n));
    const read = new DayBits();
    read.setBlock(5, -(2n ** 63n));
    expect(read.days()).toEqual([64 * 5 + 63]);
    read.setBlock(5, -1n);
    expect(read.days()).toHaveLength(64);
    expect(bitsOf([64 * 5]).block(5)).toBe(1n);
  });

  it("lose a day without touching another", () => {
    const bits = bitsOf([319, 320, 351, 383]);
    bits.set(383, false);
    bits.set(320, false);
    expect(bits.days()).toEqual([319, 351]);
  });
});

describe("gapChanges", () => {
  it("adds up to what is counted anew, whatever days come and go", () => {
    const next = random(42);
    for (let round = 0; round < 3000; round += 1) {
      const span = [20, 100, 400][round % 3] ?? 20;
      const before = new Set(Array.from({ length: Math.floor(next() * 25) }, () => 20_600 + Math.floor(next() * span)));
      const after = new Set(before);
      const changed = Array.from({ length: 1 + Math.floor(next() * 4) }, () => 20_600 + Math.floor(next() * span));
      for (const day of changed) if (!after.delete(day)) after.add(day);
      const changes = gapChanges(bitsOf(before), bitsOf(after), changed);
      expect(sorted(added(countsOf(before), changes))).toEqual(sorted(countsOf(after)));
    }
  });

  it("tells 92 days apart from 93, also for the day after", () => {
    const none = new DayBits();
    expect(gapChanges(none, bitsOf([1000]), [1000])).toEqual([{ day: 1000, gap: 93, step: 1 }]);
    expect(gapChanges(bitsOf([1000]), bitsOf([1000, 1092]), [1092])).toEqual([{ day: 1092, gap: 92, step: 1 }]);
    expect(gapChanges(bitsOf([1000]), bitsOf([1000, 1093]), [1093])).toEqual([{ day: 1093, gap: 93, step: 1 }]);
    expect(gapChanges(bitsOf([1092]), bitsOf([1000, 1092]), [1000])).toEqual([
      { day: 1000, gap: 93, step: 1 },
      { day: 1092, gap: 93, step: -1 },
      { day: 1092, gap: 92, step: 1 },
    ]);
    expect(gapChanges(bitsOf([1093]), bitsOf([1000, 1093]), [1000])).toEqual([{ day: 1000, gap: 93, step: 1 }]);
  });

  it("says nothing of days that stay", () => {
    const days = bitsOf([10, 20, 30]);
    expect(gapChanges(days, days.copy(), [10, 11, 30])).toEqual([]);
  });
});
