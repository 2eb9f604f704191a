import { expect, it } from "vitest";
import { UsageError } from "../cli-error";
import { readKindMap } from "./kind-map";

it("takes the first pattern that fits, by name or by subfolder", () => {
  const kindOf = readKindMap(
    ["clicks*.csv=interactions", "bids/**=bid-requests", "*.avro=bid-requests"],
    "impressions",
  );
  expect(
    ["clicks-1.csv", "CLICKS.csv", "eu/clicks.csv", "bids/x.json", "bids/a/b.csv", "x.avro", "else.csv"].map(kindOf),
  ).toEqual([
    "interactions",
    "interactions",
    "interactions",
    "bid-requests",
    "bid-requests",
    "bid-requests",
    "impressions",
  ]);
});

it("knows no kind of the rest without --kind", () => {
  expect(readKindMap(["*.csv=clicks"], undefined)("x.json")).toBeUndefined();
});

it.each([
  [[], undefined],
  [["clicks"], undefined],
  [["=clicks"], undefined],
  [["*.csv=click"], undefined],
  [[], "click"],
])("refuses %o with --kind %s", (maps, kind) => {
  expect(() => readKindMap(maps, kind)).toThrow(UsageError);
});
