import { expect, it } from "vitest";
import type { Performance } from "@/lib/contracts/reports";
import { breakdownRows, trendsOf } from "./breakdown-rows";

const row = (group: string, impressions: number, clicks = 0, cpaMicros: number | null = null) => ({
  ...{ group, groupName: group.toUpperCase(), impressions, clicks, conversions: 0, costMicros: 0, cpaMicros },
});
const report = (...rows: ReturnType<typeof row>[]) => {
  const impressions = rows.reduce((sum, each) => sum + each.impressions, 0);
  return { rows, totals: { impressions } } as unknown as Performance;
};

it("ranks groups by the chosen column, with share and change, and leaves out empty ones", () => {
  const data = report(row("a", 10, 9, 4), row("b", 30, 1), row("c", 0), row("d", 60, 5, 7));
  const earlier = report(row("a", 5, 3), row("d", 60, 10));
  const shown = (column: "impressions" | "clicks" | "cpaMicros", search = "") =>
    breakdownRows(data, earlier, { column, search }).map(({ group, share, change }) => [group, share, change]);
  expect(shown("impressions")).toEqual([
    ["d", 0.6, 0],
    ["b", 0.3, null],
    ["a", 0.1, 1],
  ]);
  expect(shown("clicks").map(([group, , change]) => [group, change])).toEqual([
    ["a", 2],
    ["d", -0.5],
    ["b", null],
  ]);
  expect(shown("cpaMicros").map(([group]) => group)).toEqual(["d", "a", "b"]);
  expect(shown("impressions", " A ")).toEqual([["a", 0.1, 1]]);
});

it("gives each group its course", () => {
  const data = report(row("a", 1), row("b", 2), row("a", 3), row("b", 4));
  expect([...trendsOf(data, "impressions")]).toEqual([
    ["a", [1, 3]],
    ["b", [2, 4]],
  ]);
});
