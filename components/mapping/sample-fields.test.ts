import { expect, it } from "vitest";
import { sampleFields } from "./sample-fields";

const json = (...records: unknown[]) => records.map((record) => ({ raw: JSON.stringify(record) }));

it("lists nested fields by the paths that a mapping reads, with their first different values", () => {
  const records = json(
    { id: 7, user: { id: "u1" }, imp: [{ bidfloor: 0.5 }, { bidfloor: 2 }, { bidfloor: 3 }], none: null },
    { id: 8, user: { id: "u1", ext: { tags: ["a"] } }, flag: false },
  );
  expect(sampleFields(records)).toEqual([
    { path: "id", values: ["7", "8"] },
    { path: "user", values: ["{…}"] },
    { path: "user.id", values: ["u1"] },
    { path: "imp.0", values: ["{…}"] },
    { path: "imp.0.bidfloor", values: ["0.5"] },
    { path: "imp.1", values: ["{…}"] },
    { path: "imp.1.bidfloor", values: ["2"] },
    { path: "none", values: [] },
    { path: "user.ext", values: ["{…}"] },
    { path: "user.ext.tags.0", values: ["a"] },
    { path: "flag", values: ["false"] },
  ]);
});

it("names a top-level field with a dot, and no nested one, since no path reaches that", () => {
  expect(sampleFields(json({ "ext.format": "x", a: { "b.c": 1, d: 2 } })).map(({ path }) => path)).toEqual([
    "ext.format",
    "a",
    "a.d",
  ]);
});

it("reads rows of CSV by the header, quotes, hostile and missing names as the pipeline does", () => {
  const rows = [{ raw: '"a;b";1;p;x\r\n' }, { raw: "c;2;p" }];
  expect(sampleFields(rows, { header: "name; n ;__proto__;\r\n", delimiter: ";" })).toEqual([
    { path: "name", values: ["a;b", "c"] },
    { path: "n", values: ["1", "2"] },
    { path: "__proto__", values: ["p"] },
    { path: "column_4", values: ["x"] },
  ]);
});

it("passes over what cannot be read, and keeps hostile names as names", () => {
  const records = [{ raw: '{"a":' }, { raw: "3" }, { raw: "[1]" }, { raw: '{"__proto__":{"a":1},"constructor":"c"}' }];
  expect(sampleFields(records)).toEqual([
    { path: "__proto__", values: ["{…}"] },
    { path: "__proto__.a", values: ["1"] },
    { path: "constructor", values: ["c"] },
  ]);
  expect(({} as Record<string, unknown>).a).toBeUndefined();
});

it("stays bounded: fields, values, their length, depth", () => {
  const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`c${index}`, "x".repeat(1000)]));
  const fields = sampleFields(json(wide, ...Array.from({ length: 300 }, (_, index) => ({ c0: index }))));
  expect(fields).toHaveLength(500);
  expect(fields[0]?.values).toHaveLength(5);
  expect(fields[1]?.values[0]).toHaveLength(80);
  let deep: unknown = 1;
  for (let index = 0; index < 1000; index += 1) deep = { a: deep };
  expect(sampleFields(json(deep)).length).toBeLessThan(12);
});
