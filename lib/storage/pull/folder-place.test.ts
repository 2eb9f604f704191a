import { execFileSync } from "node:child_process";
import { appendFile, mkdir, mkdtemp, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { folderPlace } from "./folder-place";
import { refusalOfFolder } from "./folder-roots";
import type { FoundFile, Unusable } from "./place";

let base: string;
let root: string;
const { signal } = new AbortController();

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "advertisex-pull-"));
  root = join(base, "root");
  for (const folder of ["root/in/b", "root/in/a.d", "outside"]) await mkdir(join(base, folder), { recursive: true });
  for (const name of ["a", "a.d/y", "b/x", "b/z", "c"]) await writeFile(join(root, "in", name), name);
  await writeFile(join(base, "outside/secret"), "secret");
});
afterEach(() => rm(base, { recursive: true, force: true }));

const place = (path = join(root, "in")) => folderPlace(path, [root]);

async function list(path?: string, after: string | null = null): Promise<(FoundFile | Unusable)[]> {
  const found: (FoundFile | Unusable)[] = [];
  for await (const step of place(path).list(after, signal)) found.push(step);
  return found;
}
const names = async (after: string | null = null) =>
  (await list(undefined, after)).map((found) => ("name" in found ? found.name : found.problem));
const one = async (name: string) =>
  (await list()).find((found): found is FoundFile => "name" in found && found.name === name)!;

describe("a folder", () => {
  it("lists files with those of its folders, in one order", async () => {
    expect(await names()).toEqual(["a", "a.d/y", "b/x", "b/z", "c"]);
  });

  it.each(["a", "a.d/y", "b/x", "b/z", "c", "b/gone", "aa"])("goes on behind %s", async (after) => {
    const all = ["a", "a.d/y", "b/x", "b/z", "c", "b/gone", "aa"].sort(bySegments);
    const there = all.slice(all.indexOf(after) + 1).filter((name) => name !== "b/gone" && name !== "aa");
    expect(await names(after)).toEqual(there);
  });

  it("takes no link that leads out, and no pipe", async () => {
    await symlink(join(base, "outside/secret"), join(root, "in/d"));
    await symlink(join(base, "outside"), join(root, "in/e"));
    await symlink(join(root, "in/a"), join(root, "in/f"));
    await symlink(join(root, "nothing"), join(root, "in/g"));
    execFileSync("mkfifo", [join(root, "in/h")]);
    expect((await names()).slice(5)).toEqual([
      "`d` is a link that leads out of where files may be pulled from",
      "`e` is a link that leads out of where files may be pulled from",
      "f",
    ]);
  });

  it("tells of a name that is no text", async () => {
    await writeFile(Buffer.concat([Buffer.from(join(root, "in/z")), Buffer.of(0xff)]), "");
    expect((await names()).at(-1)).toMatch(/not written in UTF-8$/);
  });

  it.each([
    ["one that is not there", "root/none", /^There is no folder/],
    ["a file", "root/in/a", /^There is no folder/],
    ["one outside", "outside", /does not lie below/],
    ["a link that leads out", "root/out", /is a link that leads out/],
  ])("tells of %s", async (_, path, message) => {
    await symlink(join(base, "outside"), join(root, "out"));
    await expect(list(join(base, path))).rejects.toMatchObject({ name: "PlaceError", message });
  });
});

describe("a file", () => {
  it("is read as it was listed", async () => {
    const file = await one("b/x");
    expect(file).toMatchObject({ bytes: 3, shortName: "b/x" });
    expect(await text(await place().open(file, signal))).toBe("b/x");
  });

  it("is another version when it was written again, also while it is read", async () => {
    const file = await one("c");
    await writeFile(join(root, "in/c"), "C");
    await expect(place().open(file, signal)).rejects.toMatchObject({ fault: "stale" });
    const again = await one("c");
    expect(again.version).not.toBe(file.version);
    const reader = (await place().open(again, signal)).getReader();
    expect((await reader.read()).value?.length).toBe(1);
    await appendFile(join(root, "in/c"), "more");
    expect((await reader.read()).value?.length).toBe(4);
    await expect(reader.read()).rejects.toMatchObject({ fault: "stale" });
  });

  it("is not read when it was taken away, or became a link that leads out, itself or its folder", async () => {
    const [gone, swapped, below] = [await one("a"), await one("c"), await one("b/x")];
    await unlink(join(root, "in/a"));
    await unlink(join(root, "in/c"));
    await symlink(join(base, "outside/secret"), join(root, "in/c"));
    await rename(join(root, "in/b"), join(base, "outside/b"));
    await symlink(join(base, "outside/b"), join(root, "in/b"));
    await expect(place().open(gone, signal)).rejects.toMatchObject({ fault: "stale" });
    await expect(place().open(swapped, signal)).rejects.toMatchObject({ fault: "denied" });
    await expect(place().open(below, signal)).rejects.toMatchObject({ fault: "denied" });
  });
});

it.each([
  ["/data/pull", undefined],
  ["/data/pull/", undefined],
  ["/data/pull/x/..y", undefined],
  ["/data/pullx", /does not lie below `\/data\/pull`/],
  ["/data", /does not lie below/],
  ["/data/pull/../secrets", /plain form/],
  ["/data/pull//x", /plain form/],
  ["pull", /absolute/],
])("of the root /data/pull: %s", (path, refusal) => {
  const said = refusalOfFolder(path, ["/data/pull"]);
  if (refusal) expect(said).toMatch(refusal);
  else expect(said).toBeUndefined();
});

function bySegments(one: string, other: string): number {
  const [left, right] = [one.split("/"), other.split("/")];
  const at = left.findIndex((segment, index) => segment !== right[index]);
  return at >= 0 && left[at]! > (right[at] ?? "") ? 1 : -1;
}
