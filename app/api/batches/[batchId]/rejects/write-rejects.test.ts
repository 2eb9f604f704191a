import Papa from "papaparse";
import { expect, it } from "vitest";
import { textOfCsvCell } from "@/lib/contracts/csv-cell";
import { writeRejects, writings } from "./write-rejects";

const reject = (record: number, raw: string) => ({ record, reason: "missing_field", field: null, message: "m", raw });
const raws = ['{"a":"=1"}', "=1;2", "a,b\r\nc", 'say "hi"', "", "'=x", " \t", "u1,\u2028,ä"];
const rejects = raws.map((raw, index) => reject(index + 1, raw));

const written = async (format: "csv" | "json") => {
  const pages = [rejects.slice(0, 3), [], rejects.slice(3)];
  const page = (index: number) => ({ rejects: pages[index] ?? [], nextCursor: index < 2 ? String(index + 1) : null });
  let text = "";
  for await (const piece of writeRejects(writings[format], page(0), async (at) => page(Number(at)))) text += piece;
  return text;
};

it("writes all pages as one JSON document", async () => {
  expect(JSON.parse(await written("json"))).toEqual({ rejects });
});

it("writes an empty list as JSON", async () => {
  let text = "";
  const none = { rejects: [], nextCursor: null };
  for await (const piece of writeRejects(writings.json, none, async () => none)) text += piece;
  expect(JSON.parse(text)).toEqual({ rejects: [] });
});

it("writes all pages as one CSV file, from which the records can be read again", async () => {
  const { data } = Papa.parse<Record<string, string>>((await written("csv")).trimEnd(), {
    header: true,
    newline: "\r\n",
  });
  expect(data.map((row) => [row.record, textOfCsvCell(row.raw ?? "")])).toEqual(
    raws.map((raw, index) => [String(index + 1), raw]),
  );
});
