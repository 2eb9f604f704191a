import { describe, expect, it } from "vitest";
import { defaultColumns } from "./list-columns";
import { defaultSort, isFiltered, nextSort, noFilters, readListState, writeListState } from "./list-state";

const read = (query: string) => {
  const params = new URLSearchParams(query);
  return readListState((name) => params.get(name));
};

describe("the list's address", () => {
  it("without anything is the list as it comes", () => {
    const state = read("");
    expect(state).toEqual({ ...noFilters, sort: defaultSort, columns: defaultColumns, isCompact: false });
    expect(isFiltered(state)).toBe(false);
    expect(Object.values(writeListState(state)).every((value) => value === null)).toBe(true);
  });

  it("gives back what was written", () => {
    const query =
      "q=spring+sale&status=live,silent&advertiser=a%201&pricing=cpc&pacing=off&where=cpaMicros.over.12.5,ctr.under.0.4&sort=roas&order=asc&columns=roas,pacing&density=compact";
    const state = read(query);
    const written = new URLSearchParams(
      Object.entries(writeListState(state)).filter((entry): entry is [string, string] => entry[1] !== null),
    );
    expect(read(written.toString())).toEqual(state);
    expect(state.figures).toEqual([
      { column: "cpaMicros", is: "over", typed: 12.5 },
      { column: "ctr", is: "under", typed: 0.4 },
    ]);
    expect(state.columns).toEqual(["roas", "pacing"]);
    expect(isFiltered(state)).toBe(true);
  });

  it("takes nothing that it does not know", () => {
    const state = read(
      "status=live,dead&pricing=free&where=cpaMicros.over.x,drop.over.1,ctr.is.1,roas.over&sort=drop&order=up&columns=,x",
    );
    expect(state).toEqual({ ...read(""), statuses: ["live"] });
  });
});

describe("nextSort", () => {
  it("goes from the first direction to the other, then back to the first order", () => {
    const first = nextSort(defaultSort, "name");
    const second = nextSort(first, "name");
    expect([first, second, nextSort(second, "name")]).toEqual([
      { column: "name", direction: "asc" },
      { column: "name", direction: "desc" },
      defaultSort,
    ]);
    expect(nextSort(defaultSort, "impressions")).toEqual({ column: "impressions", direction: "asc" });
    expect(nextSort({ column: "impressions", direction: "asc" }, "impressions")).toEqual(defaultSort);
  });
});
