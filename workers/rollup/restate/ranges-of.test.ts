import { expect, it } from "vitest";
import type { Touched } from "@/lib/storage/rollup/list-touched";
import { rangesOf } from "./ranges-of";

const minuteMs = 60_000;
const touched = (from: number, to: number, more: Partial<Touched> = {}): Touched => ({
  id: 1n,
  sourceId: "s",
  kind: "click",
  from: from * minuteMs,
  to: to * minuteMs,
  cause: "late_data",
  campaignIds: ["a"],
  ...more,
});
const between = { from: 0, to: 1000 * minuteMs };
const told = (rows: Touched[]) =>
  rangesOf(rows, between).map(({ from, to, cause, campaignIds }) => [
    from / minuteMs,
    (to + 1) / minuteMs,
    cause,
    campaignIds,
  ]);

it("joins what is of one cause and source in whole quarters of an hour, with everybody's campaigns", () => {
  expect(told([touched(31, 40), touched(16, 20, { campaignIds: ["b"] }), touched(90, 90)])).toEqual([
    [15, 45, "late_data", ["b", "a"]],
    [90, 105, "late_data", ["a"]],
  ]);
  expect(told([touched(1, 2), touched(1, 2, { campaignIds: null })])).toEqual([[0, 15, "late_data", null]]);
  expect(told([touched(1, 2), touched(1, 2, { cause: "erasure" })])).toHaveLength(2);
});

it("leaves out what changes no figure and what lies outside, and cuts the rest", () => {
  expect(told([touched(1, 2, { kind: "impression_bid" }), touched(1, 2, { kind: "conversion" })])).toEqual([]);
  expect(told([touched(1000, 1001), touched(-5, -1)])).toEqual([]);
  expect(told([touched(-20, 3000)])).toEqual([[0, 1000, "late_data", ["a"]]]);
});
