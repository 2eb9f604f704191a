import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bytesOf, latin1, piecesOf } from "../testing/cut-body";
import { listFixtures } from "../testing/fixtures";
import { readPlan } from "../testing/read-plan";
import { zstdFrame, zstdRaw } from "./decompress/zstd.fixture";
import { planBody } from "./plan-body";

const csv = 'k;wört\n1;"a\r\n€"\n\n2;😀\n';
const rows = ['1;"a\r\n€"', "2;😀"].map((row) => latin1(bytesOf(row)));
const le = Buffer.from(csv, "utf16le");

const source = { contentEncoding: null, contentLength: null, body: null, signal: new AbortController().signal };

describe("planBody", () => {
  const charsets: [string, Buffer, string[]][] = [
    ["text/csv", Buffer.from(csv), rows],
    ["text/csv; charset=utf-16le", le, rows],
    ["text/csv; charset=utf-16", Buffer.from(le).swap16(), rows],
    ["text/csv", Buffer.from(`\ufeff${csv}`, "utf16le"), rows],
    ["text/csv; charset=latin1", Buffer.from("k\nä\n", "latin1"), [latin1(bytesOf("ä"))]],
    ["application/json; charset=utf-16", Buffer.from('[{"a":"€"}]', "utf16le"), [latin1(bytesOf('{"a":"€"}'))]],
    ["application/x-ndjson", Buffer.from('\ufeff{"a":1}\n2', "utf16le"), ['{"a":1}', "2"]],
  ];
  const codings: [string, (body: Buffer) => Buffer][] = [
    ["identity", (body) => body],
    ["gzip", (body) => gzipSync(body)],
    ["br", (body) => brotliCompressSync(body)],
    ["zstd", (body) => zstdFrame([zstdRaw(body)])],
  ];

  it.each(charsets.flatMap((charset) => codings.map((coding) => [...charset, ...coding] as const)))(
    "reads %s (%#) alike in any pieces",
    async (contentType, body, cuts, contentEncoding, compress) => {
      for (const pieces of piecesOf(compress(body))) {
        const { parts, error } = await readPlan({ contentType, contentEncoding }, pieces);
        expect(error).toBeUndefined();
        expect(parts).toMatchObject([{ name: null, cuts }]);
      }
    },
  );

  it("gives a memory only where an upload can go on", async () => {
    const memoryOf = async (contentType: string, body: Buffer) =>
      (await readPlan({ contentType }, [body])).parts[0]?.memory;
    expect(await memoryOf("text/csv", Buffer.from(csv))).toEqual(expect.any(String));
    expect(await memoryOf("text/csv", Buffer.from(`\ufeff${csv}`, "utf16le"))).toBeUndefined();
    expect(await memoryOf("text/csv; charset=utf-16le", le)).toBeUndefined();
  });

  it.each([
    ["application/json", true, false],
    ["text/csv; charset=utf-8", true, false],
    ["text/csv; charset=utf-16le", false, false],
    ["avro/binary", true, false],
    ["avro/single", false, false],
    ["multipart/form-data; boundary=x", false, true],
  ])("tells of %s whether it is resumable, and multipart", (contentType, isResumable, isMultipart) => {
    expect(planBody({ ...source, contentType })).toMatchObject({ isResumable, isMultipart });
  });

  it.each(["deflate", "gzip, br", "compress", "__proto__"])("refuses the coding %s by name", (contentEncoding) => {
    expect(() => planBody({ ...source, contentType: "text/csv", contentEncoding })).toThrow(
      expect.objectContaining({ code: "unsupported_media_type", message: expect.stringMatching(/gzip, br or zstd/) }),
    );
  });

  it("refuses what cannot be decompressed with the offset in the decompressed body", async () => {
    const body = gzipSync(Buffer.from(csv));
    const { error } = await readPlan({ contentType: "text/csv", contentEncoding: "gzip" }, [body.subarray(0, -5)]);
    expect(error).toMatchObject({ code: "malformed_body", byteOffset: Buffer.from(csv).length });
  });

  it("tells UTF-16 that nobody named by its zero bytes, and asks for its name", async () => {
    const { error } = await readPlan({ contentType: "text/csv" }, [le]);
    expect(error).toMatchObject({ code: "malformed_body", message: expect.stringMatching(/utf-16le or utf-16be/) });
  });

  const wide = listFixtures("csv", ".csv").filter(({ path }) => /utf16/.test(path));
  it.each(wide)("reads $path", async ({ bytes }) => {
    const { parts, error } = await readPlan({ contentType: "text/csv" }, [bytes]);
    expect({ error, cuts: parts[0]?.cuts }).toEqual({ error: undefined, cuts: ["1,2,3", latin1(bytesOf("4,5,ʤ"))] });
  });
});
