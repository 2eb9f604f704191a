import { describe, expect, it } from "vitest";
import type { Remembered } from "@/lib/storage/pull/list-remembered";
import { type FoundFile, PlaceError, type Unusable } from "@/lib/storage/pull/place";
import { type Choosing, chooseFiles, waitOf } from "./choose-files";

const now = 1_000_000_000;
const { signal } = new AbortController();

const file = (name: string, ageMs = 60_000): FoundFile => ({
  name,
  shortName: name,
  version: "1",
  bytes: 1,
  modifiedAt: new Date(now - ageMs),
});
const remembered = (state: Remembered["state"], attempts = 1, agoMs = 0): Remembered => ({
  state,
  attempts,
  takenAt: new Date(now - agoMs),
});

function choose(found: readonly (FoundFile | Unusable)[], fields: Partial<Choosing> = {}) {
  return chooseFiles({
    pull: { pattern: "**", location: { type: "folder", path: "/p" } },
    place: {
      async *list(after) {
        for (const one of found) if (after === null || ("name" in one && one.name > after)) yield one;
      },
    },
    mark: null,
    recall: async () => new Map(),
    now: () => now,
    signal,
    ...fields,
  });
}

describe("chooseFiles", () => {
  it("takes the oldest first, of those that fit the pattern", async () => {
    const pull = { pattern: "*.csv", location: { type: "folder" as const, path: "/p" } };
    const choice = await choose([file("a.csv", 10_000), file("b.json"), file("c.csv", 90_000), file("d.csv", 10_000)], {
      pull,
    });
    expect(choice.files.map(({ name }) => name)).toEqual(["c.csv", "a.csv", "d.csv"]);
    expect(choice).toMatchObject({ againMs: null, mark: null, problems: { count: 0 } });
  });

  it("holds the pattern against the name without the prefix", async () => {
    const pull = { pattern: "*.csv", location: { type: "folder" as const, path: "/p" } };
    const choice = await choose([{ ...file("daily/a.csv"), shortName: "a.csv" }], { pull });
    expect(choice.files).toHaveLength(1);
  });

  it("leaves what is remembered, and looks again when the first of the rest is ready", async () => {
    const known = new Map([
      ["taken", remembered("taken")],
      ["failed", remembered("failed")],
      ["due", remembered("retrying", 1, 15_000)],
      ["waits", remembered("retrying", 2, 20_000)],
    ]);
    const found = ["taken", "failed", "due", "waits", "new"].map((name) => file(name));
    const choice = await choose([...found, file("quiet", 3_000)], { recall: async () => known });
    expect(choice.files.map(({ name, attempts }) => [name, attempts])).toEqual([
      ["due", 1],
      ["new", 0],
    ]);
    expect(choice.againMs).toBe(2_000);
  });

  it("counts what cannot be read, and keeps the first", async () => {
    const choice = await choose([{ problem: "one" }, { problem: "two" }, file("a")]);
    expect(choice).toMatchObject({ problems: { first: "one", count: 2 }, files: [{ name: "a" }] });
  });

  it("ends after 100,000 names, and goes on behind the last of them", async () => {
    const many = Array.from({ length: 100_002 }, (_, no) => file(`f${String(no).padStart(6, "0")}`));
    const pull = { pattern: "f09999?", location: { type: "folder" as const, path: "/p" } };
    const first = await choose(many, { pull });
    expect(first).toMatchObject({ mark: "f099999", againMs: 0 });
    expect(first.files).toHaveLength(10);
    const rest = await choose(many, { mark: first.mark });
    expect(rest).toMatchObject({ mark: null, files: [{ name: "f100000" }, { name: "f100001" }] });
  });

  it("says when the pattern cannot be read", async () => {
    const pull = { pattern: "(", location: { type: "folder" as const, path: "/p" } };
    await expect(choose([], { pull })).rejects.toThrow(PlaceError);
  });
});

describe("waitOf", () => {
  it.each([
    ["a quiet file", file("a"), undefined, true, 0],
    ["one written to just now", file("a", 1_000), undefined, true, 4_000],
    ["one from the future", file("a", -60_000), undefined, true, 0],
    ["an object, which comes whole", file("a", 0), undefined, false, 0],
    ["one taken", file("a"), remembered("taken"), true, null],
    ["one refused", file("a"), remembered("failed", 5), true, null],
    ["one that broke off for the first time", file("a"), remembered("retrying", 1, 5_000), true, 10_000],
    ["one that broke off for the fourth time", file("a"), remembered("retrying", 4, 0), true, 960_000],
    ["one whose time has come", file("a"), remembered("retrying", 4, 960_000), true, 0],
  ])("of %s", (_, found, known, isFolder, wait) => expect(waitOf(found, known, { isFolder, now })).toBe(wait));
});
