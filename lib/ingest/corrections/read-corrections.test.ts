import { gzipSync } from "node:zlib";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { csvLine, textOfCsvCell } from "@/lib/contracts/csv-cell";
import { streamOf } from "../testing/door";
import { type Correction, readCorrections } from "./read-corrections";

const limits = { maxBytes: 1_000_000, maxItemBytes: 100_000 };
const source = (body: string | Uint8Array, contentType: string, contentEncoding: string | null = null) => ({
  contentType,
  contentEncoding,
  contentLength: null,
  body: streamOf([body]),
  signal: new AbortController().signal,
});

async function read(body: string | Uint8Array, contentType = "text/csv", contentEncoding: string | null = null) {
  const found: Correction[] = [];
  const corrections = readCorrections(source(body, contentType, contentEncoding), limits, textOfCsvCell);
  for await (const correction of corrections) found.push(correction);
  return found;
}

const hostile = [
  "=1+1",
  "'=1",
  "a,b",
  'say "hi"',
  '"q";x',
  "l1\r\nl2",
  " x ",
  "'",
  "@x",
  "-5",
  "\t1",
  "ä€😀",
  "{}",
  "\ufeffa",
];
const items = hostile.map((raw, index) => ({ record: index + 1, reason: "r", field: null, message: 'm, "x"', raw }));
const expected = items.map(({ record, raw }) => ({ record, raw }));
const csv = (rows: readonly object[] = items) =>
  ["record", "reason", "field", "message", "raw"].join(",") +
  "\r\n" +
  rows.map((row) => csvLine(Object.values(row))).join("");

describe("readCorrections", () => {
  it("reads a download back as it was", async () => {
    expect(await read(csv())).toEqual(expected);
    expect(await read(JSON.stringify({ rejects: items, nextCursor: null }), "application/json")).toEqual(expected);
    expect(await read(JSON.stringify(items), "application/json")).toEqual(expected);
    expect(await read(items.map((item) => JSON.stringify(item)).join("\n"), "application/x-ndjson")).toEqual(expected);
    expect(await read(new Uint8Array(gzipSync(csv())), "text/csv", "gzip")).toEqual(expected);
  });

  it("reads what a spreadsheet made of it: another delimiter and order, more columns, empty rows", async () => {
    const rows = items.map(({ record, raw }) => ["note", raw, String(record)]);
    const text = Papa.unparse([["Note", "RAW", " record "], ...rows, ["", "", ""]], { delimiter: ";" });
    const written = expected.filter(({ raw }) => raw === textOfCsvCell(raw));
    expect(await read(`\ufeff${text}`)).toEqual(expect.arrayContaining(written));
    expect(await read(`\ufeff${text}`)).toHaveLength(items.length);
  });

  it.each<[string, string | Uint8Array, string, string]>([
    ["without its columns", "record,text\n1,x", "text/csv", "invalid_request"],
    ["with a number that is none", "record,raw\n1.2E+06,x", "text/csv", "invalid_request"],
    ["with a raw that is cut by a comma", "record,raw\n1,a,b", "text/csv", "invalid_request"],
    ["with quotes that do not pair up", 'record,raw\n1,"a"b', "text/csv", "invalid_request"],
    ["with a quote that is never closed", 'record,raw\n1,"a', "text/csv", "malformed_body"],
    ["in Latin-1", Buffer.from("record,raw\n1,M\u00fcller", "latin1"), "text/csv", "invalid_request"],
    ["with an item that is none", '[{"record":1}]', "application/json", "invalid_request"],
    ["with a number as text", '[{"record":"1","raw":"x"}]', "application/json", "invalid_request"],
    ["that is cut off", '{"rejects":[{"record":1,"raw":"x"}', "application/json", "malformed_body"],
    ["that is Avro", "Obj", "avro/binary", "unsupported_media_type"],
    ["that is too large", `record,raw\n${"1,x\n".repeat(250_000)}`, "text/csv", "too_large"],
  ])("refuses a file %s", async (_, body, contentType, code) => {
    await expect(read(body, contentType)).rejects.toMatchObject({ code });
  });
});
