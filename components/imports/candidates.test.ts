import { expect, it } from "vitest";
import { bestOf, fitText, isTied, kindOptions, sourceOptions } from "./candidates";

const candidates = [
  { sourceId: "s2", sourceName: "Two", kind: "clicks", accepted: 18, rejected: 2 },
  { sourceId: "s2", sourceName: "Two", kind: "conversions", accepted: 3, rejected: 17 },
  { sourceId: "s1", sourceName: "One", kind: "clicks", accepted: 0, rejected: 1 },
] as const;

it("tells how many rows fit", () => {
  expect(fitText(candidates[0])).toBe("18 of 20 rows fit");
  expect(fitText(candidates[2])).toBe("0 of 1 row fit");
  expect(fitText({ accepted: 0, rejected: 0 })).toBeUndefined();
  expect(fitText(undefined)).toBeUndefined();
});

it("offers every source once, the best first", () => {
  const sources = [
    { id: "s0", name: "Zero" },
    { id: "s1", name: "One" },
    { id: "s2", name: "Two" },
  ];
  expect(sourceOptions(candidates, sources)).toEqual([
    { value: "s2", label: "Two", hint: "18 of 20 rows fit" },
    { value: "s1", label: "One", hint: "0 of 1 row fit" },
    { value: "s0", label: "Zero", hint: undefined },
  ]);
});

it("offers every kind, with what the source takes as it", () => {
  const hints = kindOptions(candidates, "s2").map(({ value, hint }) => [value, hint]);
  expect(hints).toContainEqual(["clicks", "18 of 20 rows fit"]);
  expect(hints).toContainEqual(["conversions", "3 of 20 rows fit"]);
  expect(hints).toContainEqual(["impressions", undefined]);
  expect(bestOf(candidates, "s2")?.kind).toBe("clicks");
});

it("tells when several sources fit as well", () => {
  const other = { ...candidates[0], sourceId: "s3" };
  expect(isTied(candidates, candidates[0])).toBe(false);
  expect(isTied([...candidates, other], candidates[0])).toBe(true);
  expect(isTied(candidates, undefined)).toBe(false);
});
