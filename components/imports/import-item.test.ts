import { describe, expect, it } from "vitest";
import type { Inspection } from "@/lib/contracts/preview";
import { type ImportAction, type ImportItem, isUnderWay, reduceImports, wholeChoice } from "./import-item";

const file = new File(["a,b\n1,2\n"], "a.csv");
const inspection: Inspection = {
  contentType: "text/csv",
  contentEncoding: null,
  description: "CSV, comma, UTF-8",
  delimiter: ",",
  fields: ["a", "b"],
  candidates: [
    { sourceId: "s1", sourceName: "One", kind: "clicks", accepted: 18, rejected: 2 },
    { sourceId: "s2", sourceName: "Two", kind: "impressions", accepted: 0, rejected: 20 },
  ],
  problem: null,
};

const added: ImportAction = { type: "added", items: [{ id: "1", file }] };
const seen: ImportAction = { type: "look", id: "1", look: { name: "seen", inspection } };
const itemAfter = (...actions: ImportAction[]) =>
  actions.reduce<readonly ImportItem[]>(reduceImports, [])[0] as ImportItem;

describe("the choice", () => {
  it("is the best candidate at first", () => {
    expect(wholeChoice(itemAfter(added).choice)).toBeNull();
    expect(wholeChoice(itemAfter(added, seen).choice)).toEqual({
      sourceId: "s1",
      kind: "clicks",
      reading: { contentType: "text/csv", contentEncoding: null },
    });
  });

  it("stays a person's, whatever another look finds", () => {
    const chosen = itemAfter(
      added,
      seen,
      { type: "chosen", id: "1", choice: { sourceId: "s2", kind: "conversions" } },
      { type: "chosen", id: "1", choice: { reading: { contentType: "avro/binary", contentEncoding: null } } },
      seen,
    );
    expect(chosen.choice).toEqual({
      sourceId: "s2",
      kind: "conversions",
      reading: { contentType: "avro/binary", contentEncoding: null },
    });
  });

  it("is open when nothing is known of the file", () => {
    const unknown = { ...inspection, contentType: null, candidates: [] };
    const item = itemAfter(added, { type: "look", id: "1", look: { name: "seen", inspection: unknown } });
    expect(item.choice).toEqual({ sourceId: null, kind: null, reading: null });
  });
});

describe("an upload", () => {
  const sending: ImportAction = { type: "phase", id: "1", phase: { name: "sending", samples: [] } };
  const progress: ImportAction = { type: "progress", id: "1", sample: { atMs: 5, done: 3 } };

  it("collects its progress", () => {
    expect(itemAfter(added, seen, sending, progress).phase).toEqual({
      name: "sending",
      samples: [{ atMs: 5, done: 3 }],
    });
  });

  it("is not moved by progress that comes after its end", () => {
    const item = itemAfter(added, seen, sending, { type: "phase", id: "1", phase: { name: "choosing" } }, progress);
    expect(item.phase).toEqual({ name: "choosing" });
  });

  it("is under way while it waits or is sent", () => {
    expect(isUnderWay(itemAfter(added, seen))).toBe(false);
    expect(isUnderWay(itemAfter(added, seen, sending))).toBe(true);
    expect(isUnderWay(itemAfter(added, seen, { type: "phase", id: "1", phase: { name: "queued" } }))).toBe(true);
  });
});

it("puts new files in front, and forgets those that are removed", () => {
  const more: ImportAction = { type: "added", items: [{ id: "2", file }] };
  const items = [added, more].reduce<readonly ImportItem[]>(reduceImports, []);
  expect(items.map(({ id }) => id)).toEqual(["2", "1"]);
  expect(reduceImports(items, { type: "removed", ids: ["2"] }).map(({ id }) => id)).toEqual(["1"]);
  expect(reduceImports(items, { type: "renewed", id: "gone", salt: "x" })).toEqual(items);
});

it("makes an import of the same file a new one by its salt", () => {
  expect(itemAfter(added, seen, { type: "renewed", id: "1", salt: "x" })).toMatchObject({
    salt: "x",
    phase: { name: "choosing" },
    choice: { sourceId: "s1" },
  });
});
