import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bytesOf, piecesOf } from "@/lib/ingest/testing/cut-body";
import { readPlan } from "@/lib/ingest/testing/read-plan";
import { maxFieldBytes, maxFields, maxFiles } from "./form-parts";

const contentType = "multipart/form-data; boundary=XX";
const file = (disposition: string, content: string, type = "") =>
  `--XX\r\nContent-Disposition: form-data; ${disposition}\r\n${type && `Content-Type: ${type}\r\n`}\r\n${content}\r\n`;
const body = (...parts: string[]) => bytesOf(`${parts.join("")}--XX--\r\n`);
const plain = (name: string, content = "[1]") => file(`name="f"; filename="${name}"`, content);
const read = (bytes: Uint8Array, type = contentType) => readPlan({ contentType: type }, [bytes]);

describe("a form of several files", () => {
  it("is read file by file, alike in any pieces", async () => {
    const bytes = body(
      file('name="note"', "hello"),
      file('name="a"; filename="a.csv"', "k,v\r\n1,--XX\r\n\r\n--X\r\n", "text/csv; charset=utf-8"),
      plain("b.JSONL", '{"a":1}\n{"a":2}\n'),
      file('name="c"', '{"c":1}', "application/json"),
    );
    for (const pieces of piecesOf(bytes)) {
      const { parts, error } = await readPlan({ contentType }, pieces);
      expect(error).toBeUndefined();
      expect(parts).toMatchObject([
        { name: "a.csv", format: "csv", cuts: ["1,--XX", "--X"] },
        { name: "b.JSONL", format: "json", cuts: ['{"a":1}', '{"a":2}'] },
        { name: "c", format: "json", cuts: ['{"c":1}'] },
      ]);
    }
  });

  it("is read as a browser writes it, with files that are compressed or in another charset", async () => {
    const form = new FormData();
    form.append("x", "a field");
    form.append("f", new Blob([gzipSync("k\n1\n")]), "day 1.csv.gz");
    form.append("f", new Blob([Buffer.from("\ufeffk\nä\n", "utf16le")], { type: "text/csv" }), 'q"uote.csv');
    const response = new Response(form);
    const type = response.headers.get("content-type") ?? "";
    const { parts, error } = await read(new Uint8Array(await response.arrayBuffer()), type);
    expect(error).toBeUndefined();
    expect(parts).toMatchObject([
      { name: "day 1.csv.gz", cuts: ["1"] },
      { name: 'q"uote.csv', cuts: ["Ã¤"] },
    ]);
  });

  it.each([
    ["../../etc/passwd.json", "passwd.json"],
    ["C:\\temp\\new.json", "new.json"],
    ["a%22b.json", 'a"b.json'],
    ["ä\u202Egnp.json", "ägnp.json"],
    [`${"x".repeat(300)}.json`, `${"x".repeat(250)}.json`],
  ])("gives %j the name %j", async (given, name) => {
    expect((await read(body(plain(given)))).parts).toMatchObject([{ name }]);
  });

  it("takes the extended name before the plain one", async () => {
    const part = file(`name="f"; filename="a.json"; filename*=utf-8''%C3%A4.json`, "[1]");
    expect((await read(body(part))).parts).toMatchObject([{ name: "ä.json" }]);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ["nothing", new Uint8Array(0), /empty/],
    ["another boundary", bytesOf("--YY\r\n"), /does not begin with the boundary/],
    ["text in front", bytesOf("text\r\n--XX--\r\n"), /does not begin/],
    ["text behind", Buffer.concat([body(plain("a.json")), Buffer.from("x")]), /follows the closing boundary/],
    ["a boundary with something behind", bytesOf(`${plain("a.json")}--XXY\r\n`), /not followed by a line end/],
    ["no file", body(file('name="a"', "b")), /no file/],
    ["no part", body(), /no file/],
    ["no name", body("--XX\r\nContent-Type: text/csv\r\n\r\nk\n1\r\n"), /Content-Disposition/],
    ["a header without end", bytesOf(`--XX\r\nA: ${"x".repeat(20_000)}`), /longer than 16384/],
  ])("is refused with %s", async (_, bytes, says) => {
    for (const pieces of bytes.length < 1000 ? piecesOf(bytes) : [[bytes]]) {
      const { error } = await readPlan({ contentType }, pieces);
      expect(error).toMatchObject({ name: "BodyRefusal", code: "malformed_body" });
      expect(error?.message).toMatch(says);
    }
  });

  it("is refused where it ends early, with what stands in front", async () => {
    const bytes = body(plain("a.json"), plain("b.ndjson", "1\n2\n3"));
    for (let length = 0; length < bytes.length - 2; length += 1) {
      const { parts, error } = await read(bytes.subarray(0, length));
      expect(error, `${length} bytes`).toMatchObject({ name: "BodyRefusal", code: "malformed_body" });
      if (parts.length > 1) expect(parts[0]?.cuts).toEqual(["1"]);
    }
  });

  it("is refused without a boundary", async () => {
    const { error } = await read(body(plain("a.json")), "multipart/form-data");
    expect(error).toMatchObject({ code: "malformed_body", message: expect.stringMatching(/boundary/) });
  });

  it.each([
    ["an unknown type and name", plain("a.pdf"), /"a\.pdf".*\.ndjson/],
    ["a charset that is not read", file('name="f"; filename="a.csv"', "k\n1", "text/csv; charset=utf-7"), /utf-7/],
    [
      "a transfer encoding",
      file('name="f"; filename="a.csv"', "aw==", "text/csv\r\nContent-Transfer-Encoding: base64"),
      /"a\.csv".*Transfer-Encoding/,
    ],
  ])("is refused for a file of %s", async (_, part, says) => {
    const { error, parts } = await read(body(plain("ok.json"), part));
    expect(error).toMatchObject({ code: "unsupported_media_type", message: expect.stringMatching(says) });
    expect(parts).toMatchObject([{ name: "ok.json", cuts: ["1"] }]);
  });

  it("has bounds on files and fields", async () => {
    const many = (count: number, part: string) => body(...Array.from({ length: count }, () => part), plain("z.json"));
    expect((await read(many(maxFiles - 1, plain("a.json")))).parts).toHaveLength(maxFiles);
    expect((await read(many(maxFiles, plain("a.json")))).error).toMatchObject({ code: "too_large" });
    expect((await read(many(maxFields, file('name="a"', "b")))).error).toBeUndefined();
    expect((await read(many(maxFields + 1, file('name="a"', "b")))).error).toMatchObject({ code: "too_large" });
    expect((await read(many(1, file('name="a"', "b".repeat(maxFieldBytes + 1))))).error).toMatchObject({
      code: "too_large",
    });
  });

  it("tells where in a file it is refused", async () => {
    const { error } = await read(body(plain("a.json"), plain("b.json", "[1,,]")));
    expect(error).toMatchObject({ code: "malformed_body", byteOffset: 3 });
  });
});
