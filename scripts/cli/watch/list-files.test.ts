import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listFiles } from "./list-files";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "advertisex-list-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const none = (path: string): void => expect.unreachable(path);
const paths = async (onUnreadable = none) => (await listFiles(folder, onUnreadable)).map(({ path }) => path).sort();

it("gives the plain files of all folders but those of what is done, whatever their names", async () => {
  for (const under of ["done", "failed", "eu/done", ".hidden"]) mkdirSync(join(folder, under), { recursive: true });
  const names = ["-x y \u00fc.csv", "eu/a.csv", "eu/done/b.csv"];
  const left = ["done/a.csv", "failed/a.csv", ".hidden/a.csv", "c.csv.part", ".d.csv", "e.csv~"];
  for (const name of [...names, ...left]) writeFileSync(join(folder, name), "");
  symlinkSync(join(folder, "eu"), join(folder, "link"));
  symlinkSync(join(folder, "eu/a.csv"), join(folder, "link.csv"));
  expect(await paths()).toEqual(names.sort());
});

it.skipIf(process.platform !== "linux")("tells of a file whose name cannot be read, and gives the others", async () => {
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/bad`), Buffer.of(0xff)]), "");
  writeFileSync(join(folder, "a.csv"), "");
  const told: string[] = [];
  expect(await paths((path) => void told.push(path))).toEqual(["a.csv"]);
  expect(told).toEqual(["bad\ufffd"]);
});
