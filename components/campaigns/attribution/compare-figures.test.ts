import { describe, expect, it } from "vitest";
import type { Attributed } from "@/lib/contracts/attribution";
import { compare, compareRows, type Side } from "./compare-figures";

const some = (conversions: number, revenueMicros = 0): Attributed => ({
  conversions,
  postClickConversions: conversions,
  postViewConversions: 0,
  revenueMicros,
  costMicros: 0,
});
const last: Side = { model: "last_touch", as: "stored" };
const linear: Side = { model: "linear", as: "stored" };

describe("a comparison", () => {
  const rows = [
    {
      group: "a",
      groupName: "A",
      byModel: [
        { model: "last_touch" as const, stored: some(4, 8_000_000), whatIf: some(3) },
        { model: "linear" as const, stored: some(1.5), whatIf: null },
      ],
    },
    { group: "b", groupName: "B", byModel: [{ model: "linear" as const, stored: some(2.5), whatIf: null }] },
    { group: "c", groupName: "C", byModel: [{ model: "linear" as const, stored: some(0), whatIf: null }] },
  ];

  it("puts two models beside each other, and leaves out what has nothing", () => {
    expect(compareRows(rows, [last, linear], "conversions")).toEqual([
      { group: "a", name: "A", left: 4, right: 1.5, difference: -2.5, relative: -0.625 },
      { group: "b", name: "B", left: 0, right: 2.5, difference: 2.5, relative: null },
    ]);
  });

  it("puts the stored beside what would be with other windows", () => {
    const sides: [Side, Side] = [last, { model: "last_touch", as: "whatIf" }];
    expect(compareRows(rows, sides, "conversions")[0]).toMatchObject({ left: 4, right: 3, difference: -1 });
  });

  it("takes no rounding of fractions for a difference", () => {
    const byModel = [
      { model: "last_touch" as const, stored: some(0.3), whatIf: null },
      { model: "linear" as const, stored: some(0.1 + 0.2), whatIf: null },
    ];
    expect(compare(byModel, [last, linear], "conversions").difference).toBe(0);
  });
});
