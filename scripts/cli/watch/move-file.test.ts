import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { freeName, moveFile, numbered } from "./move-file";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-move-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const put = (name: string, content = name) => writeFileSync(join(folder, name), content);

it.each([
  ["clicks.csv", 0, "clicks.csv"],
  ["clicks.csv", 1, "clicks-1.csv"],
  ["clicks.csv.gz", 2, "clicks-2.csv.gz"],
  ["clicks.2026-11-22.ndjson.zst", 3, "clicks.2026-11-22-3.ndjson.zst"],
  ["clicks", 1, "clicks-1"],
  ["eu/clicks.csv", 1, "eu/clicks-1.csv"],
  [".csv", 1, ".csv-1"],
])("numbers %s with %s", (name, number, expected) => expect(numbered(name, number)).toBe(expected));

it("passes over names that a file, a report or rejects have", async () => {
  const done = join(folder, "done");
  expect(await freeName(done, "eu/a.csv")).toBe("eu/a.csv");
  for (const name of ["a.csv", "a-1.csv.report.json", "a-2.csv.rejects.csv"]) writeFileSync(join(done, name), "");
  expect(await freeName(done, "a.csv")).toBe("a-3.csv");
});

it("moves a file, but not over another", async () => {
  put("a.csv");
  put("b.csv");
  await expect(moveFile(join(folder, "a.csv"), join(folder, "b.csv"))).rejects.toMatchObject({ code: "EEXIST" });
  expect(readFileSync(join(folder, "b.csv"), "utf8")).toBe("b.csv");
  await moveFile(join(folder, "a.csv"), join(folder, "c.csv"));
  expect(existsSync(join(folder, "a.csv"))).toBe(false);
  expect(readFileSync(join(folder, "c.csv"), "utf8")).toBe("a.csv");
});

it("leaves nothing behind when the file cannot be taken from where it is", async () => {
  const to = join(folder, "comm");
  await expect(moveFile("/proc/self/comm", to)).rejects.toMatchObject({ syscall: "unlink" });
  expect(existsSync(to)).toBe(false);
});
