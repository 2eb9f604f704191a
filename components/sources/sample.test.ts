import { expect, it } from "vitest";
import { bytesOfText, fileOfRejects, sampleOf, toBase64 } from "./sample";

const json = { format: "json" as const, csvHeader: null, csvDelimiter: null };
const csv = (csvHeader: string, csvDelimiter = ";") => ({ format: "csv" as const, csvHeader, csvDelimiter });

it("writes rejected rows of CSV under their header line again, those of one header only", () => {
  const records = [
    { raw: "1;2\r\n", form: csv("a;b\r\n") },
    { raw: "3;4", form: csv("a;b\r\n") },
    { raw: "x,y", form: csv("c,d", ",") },
  ];
  expect(fileOfRejects(records)).toEqual({ contentType: "text/csv", text: "a;b\n1;2\n3;4", records: 2 });
  expect(fileOfRejects([{ raw: "1\t2", form: csv("a\tb", "\t") }])?.contentType).toBe("text/tab-separated-values");
});

it("writes rejected JSON, also of Avro, as a list with all digits, and leaves out what cannot be read", () => {
  const records = [
    { raw: "{broken", form: json },
    { raw: '{"id":12345678901234567890,\n"a":1}', form: json },
    { raw: '{"b":2}', form: { ...json, format: "avro" as const } },
    { raw: '{"c":3}', form: null },
    { raw: "7", form: json },
  ];
  const file = fileOfRejects(records);
  expect(file).toMatchObject({ contentType: "application/json", records: 3 });
  expect(file?.text).toContain("12345678901234567890");
  expect(JSON.parse(file?.text ?? "")).toHaveLength(3);
});

it("has no file of records of which none can be read", () => {
  expect(fileOfRejects([{ raw: "a,b", form: null }])).toBeNull();
  expect(fileOfRejects([])).toBeNull();
});

it("carries bytes of any length as base64, at most 512 KB", () => {
  expect(toBase64(bytesOfText("ä€😀"))).toBe(Buffer.from("ä€😀").toString("base64"));
  const long = new Uint8Array(600_000).fill(255);
  expect(Buffer.from(toBase64(long), "base64").length).toBe(512 * 1024);
});

it("is no sample when the server cannot tell what the bytes are", () => {
  const file = { id: "1", title: "x", bytes: bytesOfText("{}") };
  expect(sampleOf({ contentType: null, contentEncoding: null }, file)).toBeNull();
  expect(sampleOf({ contentType: "application/json", contentEncoding: null }, file)?.base64).toBe("e30=");
});
