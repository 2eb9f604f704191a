import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findFiles } from "./find-files";

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "advertisex-find-")));
  mkdirSync(at("sub"));
  for (const name of ["b.csv", "a.csv", "c.json", "odd[1].csv", "sub/d.csv"]) writeFileSync(at(name), "x");
});
afterAll(() => rmSync(folder, { recursive: true }));

it("expands patterns in order, and takes each file once", async () => {
  expect(await findFiles([at("c.json"), at("*.csv"), at("a.csv")])).toEqual(
    ["c.json", "a.csv", "b.csv", "odd[1].csv"].map(at),
  );
  expect(await findFiles([at("**/*.csv")])).toContain(at("sub/d.csv"));
});

it("takes a name that is there as it is", async () => {
  expect(await findFiles([at("odd[1].csv")])).toEqual([at("odd[1].csv")]);
});

it("refuses what names no file", async () => {
  await expect(findFiles([at("*.avro")])).rejects.toThrow(/No file/);
  await expect(findFiles([at("a.csv"), at("missing.csv")])).rejects.toThrow(/missing\.csv/);
  await expect(findFiles([at("sub")])).rejects.toThrow(/is a folder/);
});
