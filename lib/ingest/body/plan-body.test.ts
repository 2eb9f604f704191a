import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bytesOf, latin1, piecesOf } from "../testing/cut-body";
import { streamOf } from "../testing/door";
import { listFixtures } from "../testing/fixtures";
import { readPlan } from "../testing/read-plan";
import { zstdFrame, zstdRaw } from "./decompress/zstd.fixture";
import { planBody } from "./plan-body";

const csv = 'k;wört\n1;"a\r\n€"\n\n2;😀\n';
const rows = ['1;"a\r\n€"', "2;😀"].map((row) => latin1(bytesOf(row)));
const le = Buffer.from(csv, "utf16le");

const options = { maxRecordBytes: 1_000_000, findSchema: async () => undefined };
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

  it.each(codings)(
    "goes on in the middle of a body, also when its rest is compressed: %s",
    async (contentEncoding, compress) => {
      const body = Buffer.from(csv);
      const offset = body.indexOf("2;");
      const memory = (await readPlan({ contentType: "text/csv" }, [body])).parts[0]?.memory ?? "";
      const start = { offset, records: 1, line: 5, memory };
      const { parts } = await readPlan(
        { contentType: "text/csv", contentEncoding },
        [compress(body.subarray(offset))],
        { start },
      );
      expect(parts).toMatchObject([{ cuts: rows.slice(1) }]);
      const cut = compress(Buffer.from('3;"4')).subarray(0, contentEncoding === "identity" ? undefined : -2);
      const { error } = await readPlan({ contentType: "text/csv", contentEncoding }, [cut], { start });
      // what is damaged stands behind the part that was sent before
      expect(error?.byteOffset).toBeGreaterThanOrEqual(offset);
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

  const form = bytesOf('--X\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\nk\n1\n\r\n--X--\r\n');
  const whole: [string, string, Uint8Array][] = [
    ...codings.map(([coding, compress]): [string, string, Uint8Array] => [
      "text/csv",
      coding,
      compress(Buffer.from(csv)),
    ]),
    ["multipart/form-data; boundary=X", "gzip", gzipSync(form)],
    ["avro/single", "identity", new Uint8Array([0xc3, 1, 2])],
  ];

  it.each(whole)(
    "tells of a broken upload of %s in %s, wherever it breaks",
    async (contentType, contentEncoding, bytes) => {
      for (let length = 0; length < bytes.length; length += 1) {
        const body = streamOf([bytes.subarray(0, length)], new Error("reset"));
        const reading = async () => {
          const plan = planBody({ ...source, contentType, contentEncoding, body });
          for await (const part of plan.parts(options, { bytes: 0 })) for await (const _ of part.pieces);
        };
        await expect(reading(), `${length} bytes`).rejects.toMatchObject({ name: "UploadBroken" });
      }
    },
  );

  it.each(whole.slice(0, -1))(
    "lets a body of %s in %s go when nobody reads on",
    async (contentType, contentEncoding, bytes) => {
      let isOver = false;
      const pieces = [bytes, ...Array.from({ length: 20 }, () => new Uint8Array(10))];
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          const piece = pieces.shift();
          if (piece) controller.enqueue(piece);
          else {
            isOver = true;
            controller.close();
          }
        },
      });
      const plan = planBody({ ...source, contentType, contentEncoding, body });
      for await (const part of plan.parts(options, { bytes: 0 })) {
        for await (const _ of part.pieces) break;
        break;
      }
      // read to its end for the client's sake
      await expect.poll(() => isOver).toBe(true);
    },
  );

  const wide = listFixtures("csv", ".csv").filter(({ path }) => /utf16/.test(path));
  it.each(wide)("reads $path", async ({ bytes }) => {
    const { parts, error } = await readPlan({ contentType: "text/csv" }, [bytes]);
    expect({ error, cuts: parts[0]?.cuts }).toEqual({ error: undefined, cuts: ["1,2,3", latin1(bytesOf("4,5,ʤ"))] });
  });
});
