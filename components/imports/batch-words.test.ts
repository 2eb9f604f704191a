import { describe, expect, it } from "vitest";
import { batchTitle, counted, isOver, outcomeText, stateText, stateTone } from "./batch-words";

const nothing = { received: 0, stored: 0, duplicate: 0, rejected: 0, pending: 0 };

describe("outcomeText", () => {
  it.each([
    [{}, "It held no records"],
    [{ received: 1, stored: 1 }, "The one record is stored"],
    [{ received: 1200, stored: 1200 }, "All 1,200 records are stored"],
    [{ received: 3, duplicate: 3 }, "3 records, all of them stored before: nothing was stored twice"],
    [{ received: 20, stored: 17, duplicate: 1, rejected: 2 }, "20 records: 17 stored, 1 duplicate, 2 rejected"],
    [{ received: 20, stored: 5, pending: 15 }, "20 records: 5 stored, 15 pending"],
  ])("%j", (figures, text) => expect(outcomeText({ ...nothing, ...figures })).toBe(text));
});

it("tells done without rejects from done with some", () => {
  expect(stateTone({ state: "done", rejected: 0 })).toBe("success");
  expect(stateTone({ state: "done", rejected: 1 })).toBe("warning");
  expect(stateTone({ state: "failed", rejected: 0 })).toBe("danger");
  expect(stateTone({ state: "processing", rejected: 4 })).toBe("info");
});

it("says that done is not all", () => {
  expect(stateText({ state: "done", rejected: 3 })).toBe("done, with rejects");
  expect(stateText({ state: "done", rejected: 0 })).toBe("done");
  expect(stateText({ state: "failed", rejected: 3 })).toBe("failed");
});

it("is over when nothing more comes by itself", () => {
  expect((["receiving", "processing", "done", "failed"] as const).map((state) => isOver({ state }))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

it("names a batch by its file, and counts in words", () => {
  expect(batchTitle({ fileName: "a.csv", batchId: "b1" })).toBe("a.csv");
  expect(batchTitle({ fileName: null, batchId: "b1" })).toBe("b1");
  expect([counted(1, "row"), counted(2000, "row")]).toEqual(["1 row", "2,000 rows"]);
});
