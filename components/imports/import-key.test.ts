import { expect, it } from "vitest";
import type { WholeChoice } from "./import-item";
import { importKey } from "./import-key";

const choice: WholeChoice = {
  sourceId: "s1",
  kind: "clicks",
  reading: { contentType: "text/csv", contentEncoding: null },
};
const fileOf = (text: string, name = "a.csv", lastModified = 1_000) => new File([text], name, { lastModified });

it("is the same for the same file, source and kind", async () => {
  expect(await importKey(fileOf("a,b"), choice, "")).toBe(await importKey(fileOf("a,b"), { ...choice }, ""));
  expect(await importKey(fileOf("a,b"), choice, "")).toMatch(/^console-[0-9a-f]{28}$/);
});

it("is another one for anything else", async () => {
  const keys = await Promise.all([
    importKey(fileOf("a,b"), choice, ""),
    importKey(fileOf("a,c"), choice, ""),
    importKey(fileOf("a,b,"), choice, ""),
    importKey(fileOf("a,b", "b.csv"), choice, ""),
    importKey(fileOf("a,b", "a.csv", 2_000), choice, ""),
    importKey(fileOf("a,b"), { ...choice, sourceId: "s2" }, ""),
    importKey(fileOf("a,b"), { ...choice, kind: "impressions" }, ""),
    importKey(fileOf("a,b"), { ...choice, reading: { contentType: "text/csv", contentEncoding: "gzip" } }, ""),
    importKey(fileOf("a,b"), choice, "again"),
  ]);
  expect(new Set(keys).size).toBe(keys.length);
});

it("reads the first megabyte only", async () => {
  const megabyte = "x".repeat(1024 * 1024);
  expect(await importKey(fileOf(`${megabyte}a`), choice, "")).toBe(await importKey(fileOf(`${megabyte}b`), choice, ""));
});
