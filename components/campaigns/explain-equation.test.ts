import { describe, expect, it } from "vitest";
import type { Explain } from "@/lib/contracts/explain";
import { equationOf, imbalanceOf } from "./explain-equation";

const explain: Explain = {
  metric: "clicks",
  from: "2026-11-01T00:00:00.000Z",
  to: "2026-11-08T00:00:00.000Z",
  timeZone: "UTC",
  received: 100,
  duplicate: 10,
  repeatedOrders: 0,
  rejected: 5,
  filtered: 15,
  counted: 70,
  late: 3,
  unattributed: 0,
  filteredBy: [],
  rejectedBy: [],
  sources: [],
};

describe("equationOf", () => {
  it("lets each bar begin where the ones before have left off, and ends with what is counted", () => {
    const terms = equationOf(explain);
    expect(terms.map(({ key, sign, value }) => `${sign}${key} ${value}`)).toEqual([
      "received 100",
      "−duplicate 10",
      "−rejected 5",
      "−filtered 15",
      "=counted 70",
    ]);
    expect(terms.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [0.9, 1],
      [0.85, 0.9],
      [0.7, 0.85],
      [0, 0.7],
    ]);
  });

  it("has a line for unattributed conversions", () => {
    const terms = equationOf({ ...explain, metric: "conversions", counted: 60, unattributed: 10 });
    expect(terms.map(({ key }) => key)).toContain("unattributed");
    expect(terms.at(-1)).toMatchObject({ value: 60, to: 0.6 });
  });

  it("says of conversions alone that a duplicate can be one more of an order", () => {
    const hintOf = (metric: Explain["metric"]) =>
      equationOf({ ...explain, metric }).find(({ key }) => key === "duplicate")?.hint;
    expect(hintOf("conversions")).toContain("order");
    expect(hintOf("clicks")).not.toContain("order");
  });

  it("draws no bar when nothing was received", () => {
    const empty = { ...explain, received: 0, duplicate: 0, rejected: 0, filtered: 0, counted: 0 };
    expect(equationOf(empty).every(({ from, to }) => from === 0 && to === 0)).toBe(true);
  });
});

describe("imbalanceOf", () => {
  it.each([
    [{}, 0],
    [{ counted: 69 }, 1],
    [{ unattributed: 2 }, -2],
    // they are part of the duplicates
    [{ repeatedOrders: 4 }, 0],
  ])("with %j is %i", (change, off) => {
    expect(imbalanceOf({ ...explain, ...change })).toBe(off);
  });
});
