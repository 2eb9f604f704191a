import { expect, it } from "vitest";
import { changedParts } from "./changed-parts";

it("names only what differs", () => {
  const before = { name: "Spring", budgetMicros: 5, window: { days: 1 }, note: null };
  const after = { name: "Spring", budgetMicros: 7, window: { days: 2 }, endsOn: "2026-12-01" };
  expect(changedParts({ before, after })).toEqual([
    { name: "budgetMicros", before: "5", after: "7" },
    { name: "window", before: '{"days":1}', after: '{"days":2}' },
    { name: "endsOn", before: undefined, after: "2026-12-01" },
  ]);
});

it("gives all of what is new or gone", () => {
  expect(changedParts({ before: null, after: { id: "a" } })).toEqual([{ name: "id", before: undefined, after: "a" }]);
  expect(changedParts({ before: { id: "a" }, after: null })).toEqual([{ name: "id", before: "a", after: undefined }]);
});

it("shows what is no object as it is", () => {
  expect(changedParts({ before: [1], after: "two" })).toEqual([{ name: "", before: "[1]", after: "two" }]);
});
