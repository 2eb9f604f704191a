import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDirectory } from "./lock";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("lockDirectory", () => {
  it("gives a directory to one at a time", () => {
    const unlock = lockDirectory(folder);
    expect(() => lockDirectory(folder)).toThrow(`The database in ${folder} is in use by process ${process.pid}.`);
    unlock();
    lockDirectory(folder)();
  });

  it.each([
    ["a process that has ended", "4194305 1"],
    ["an earlier process of the same number", `${process.pid} 1`],
    ["a write that was cut", ""],
  ])("takes the place of %s", (_name, content) => {
    const file = join(folder, "advertisex.pid");
    writeFileSync(file, content);
    lockDirectory(folder);
    expect(readFileSync(file, "utf8")).toMatch(new RegExp(`^${process.pid} \\d+$`));
  });

  it("says in one sentence why a directory cannot be had", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(() => lockDirectory(join(file, "database"))).toThrow(/cannot be opened: it is not a directory\.$/);
  });
});
