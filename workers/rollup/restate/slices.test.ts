import { expect, it } from "vitest";
import { SliceSize, slicesOf } from "./slices";

const dayMs = 86_400_000;
const run = (days: number, offset = 0) => ({
  days: Array.from({ length: days }, (_, day) => `day ${day}`),
  edges: Array.from({ length: days + 1 }, (_, day) => day * dayMs + offset),
});

it("cuts days and campaigns into slices of a bounded size that leave nothing out", () => {
  const campaigns = Array.from({ length: 7 }, (_, index) => `c${index}`);
  for (const size of [1, 3, 10, 1000]) {
    const slices = [...slicesOf("UTC", [run(70), run(2)], campaigns, () => size)];
    const pairs = slices.flatMap(({ campaignIds, days, edges }) => {
      expect(campaignIds.length * days.length).toBeLessThanOrEqual(size);
      expect(edges.length).toBe(days.length + 1);
      return campaignIds.flatMap((campaign) => edges.slice(0, -1).map((edge) => `${campaign} ${edge}`));
    });
    expect(pairs.length).toBe(72 * 7);
    expect(new Set(pairs).size).toBe(70 * 7);
  }
});

it("reads the level that all days of a slice fit", () => {
  const level = (offset: number) => [...slicesOf("any", [run(2, offset)], ["c"], () => 10)][0]?.level;
  expect([level(0), level(2 * 3_600_000), level(5.75 * 3_600_000)]).toEqual(["1d", "1h", "15m"]);
});

it("takes more at once while that is fast, less when it is slow, and learns nothing from small ones", () => {
  const size = new SliceSize();
  const [full] = slicesOf("UTC", [run(62)], Array(100).fill("c"), () => 6200);
  const [small] = slicesOf("UTC", [run(1)], ["c"], () => 1);
  if (!full || !small) throw new Error("no slice");
  const start = size.get();
  size.note(small, 1);
  expect(size.get()).toBe(start);
  size.note(full, 1);
  expect(size.get()).toBe(2 * start);
  for (let turn = 0; turn < 20; turn += 1) size.note(full, 5000);
  expect(size.get()).toBe(50);
});
