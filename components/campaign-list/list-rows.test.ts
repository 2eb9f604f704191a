import { describe, expect, it } from "vitest";
import { campaignRow, listRow } from "./list.fixture";
import { changeOf, filterRows, isPacingOff, joinRows, type PacingRow, sortRows } from "./list-rows";
import { type ListState, readListState } from "./list-state";

const pace = (value: number | null, state: PacingRow["state"] = "behind"): PacingRow => ({
  campaignId: "c1",
  state,
  pace: value,
  spentMicros: 0,
  flightDays: 30,
  elapsedDays: 10,
});
const state = (some: Partial<ListState>): ListState => ({ ...readListState(() => null), ...some });

describe("joinRows", () => {
  it("finds each campaign's pacing and its figures before, and says whether it delivers", () => {
    const rows = [campaignRow(), campaignRow({ campaignId: "c2", impressions: 0 })];
    const joined = joinRows(rows, { earlier: [campaignRow({ clicks: 40 })], pacing: [pace(0.5)], today: "2026-11-10" });
    expect(joined.map(({ status, pacing, earlier }) => [status, pacing?.pace, earlier?.clicks])).toEqual([
      ["live", 0.5, 40],
      ["silent", undefined, undefined],
    ]);
    expect(joined[0] && changeOf(joined[0], "clicks")).toBeCloseTo(0.25);
    expect(joined[1] && changeOf(joined[1], "clicks")).toBeNull();
  });

  it.each([
    ["2026-10-31", "scheduled"],
    ["2026-11-01", "live"],
    ["2026-12-01", "ended"],
  ])("on %s it is %s", (today, status) => {
    expect(joinRows([campaignRow()], { today })[0]?.status).toBe(status);
  });
});

describe("isPacingOff", () => {
  it.each([
    [pace(0.79), true],
    [pace(0.81), false],
    [pace(1.21, "ahead"), true],
    [pace(1.1, "exhausted"), true],
    [pace(0.1, "ended"), false],
    [pace(null, "not_started"), false],
    [null, false],
  ])("%j: %s", (pacing, isOff) => {
    expect(isPacingOff(listRow({}, { pacing }))).toBe(isOff);
  });
});

describe("filterRows", () => {
  const rows = [
    listRow({ campaignId: "one", name: "Autumn sale", cpaMicros: 12_000_000 }),
    listRow(
      { campaignId: "two", name: "Spring", advertiserId: "a2", advertiserName: "Globe", cpaMicros: null },
      { status: "silent" },
    ),
    listRow({ campaignId: "three", name: "Winter", pricing: "cpc", ctr: 0.004 }, { pacing: pace(0.5) }),
  ];
  it.each<[Partial<ListState>, string[]]>([
    [{}, ["one", "two", "three"]],
    [{ search: "AUTUMN" }, ["one"]],
    [{ search: "globe spr" }, ["two"]],
    [{ search: "three" }, ["three"]],
    [{ search: "no such" }, []],
    [{ statuses: ["silent", "ended"] }, ["two"]],
    [{ advertiserId: "a1" }, ["one", "three"]],
    [{ pricings: ["cpc"] }, ["three"]],
    [{ isPacingOff: true }, ["three"]],
    [{ figures: [{ column: "cpaMicros", is: "over", typed: 10 }] }, ["one"]],
    [{ figures: [{ column: "cpaMicros", is: "under", typed: 12 }] }, ["three"]],
    [{ figures: [{ column: "ctr", is: "under", typed: 0.5 }] }, ["three"]],
  ])("%j leaves %j", (some, ids) => {
    expect(filterRows(rows, state(some)).map(({ campaign }) => campaign.campaignId)).toEqual(ids);
  });
});

describe("sortRows", () => {
  const rows = [
    listRow({ name: "b", roas: 2, endsOn: "2026-12-01" }),
    listRow({ name: "a", roas: 2, endsOn: null }),
    listRow({ name: "d", roas: null, endsOn: "2026-11-30" }, { pacing: pace(0.4) }),
    listRow({ name: "c", roas: 9, endsOn: "2027-01-01" }, { pacing: pace(1.4) }),
  ];
  it.each([
    ["name", "asc", "abcd"],
    ["name", "desc", "dcba"],
    ["roas", "desc", "cabd"],
    ["roas", "asc", "abcd"],
    ["pacing", "asc", "dcab"],
    ["pacing", "desc", "cdab"],
    ["flight", "asc", "dbca"],
  ] as const)("by %s, %s", (column, direction, names) => {
    expect(
      sortRows(rows, { column, direction })
        .map(({ campaign }) => campaign.name)
        .join(""),
    ).toBe(names);
  });
});
