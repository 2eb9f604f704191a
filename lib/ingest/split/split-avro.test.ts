import avro from "avsc";
import { describe, expect, it } from "vitest";
import { bytesOf, cutBody, piecesOf, randomBelow } from "../testing/cut-body";
import { type Fixture, listFixtures } from "../testing/fixtures";
import { maxAvroHeaderBytes } from "./avro-header";
import { AvroSplitter, maxBlockRecords } from "./split-avro";

const limit = 1_000_000;
const marker = new Uint8Array(16).map((_, index) => 0xa0 + index);

/** A long in Avro's zig-zag code. */
function long(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = (BigInt(value) * 2n) ^ (value < 0 ? -1n : 0n);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return new Uint8Array([...bytes, Number(rest)]);
}

const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const text = (value: string) => join(long(bytesOf(value).length), bytesOf(value));

function header(metadata: Record<string, string>): Uint8Array {
  const entries = Object.entries(metadata).map(([key, value]) => join(text(key), text(value)));
  return join(bytesOf("Obj\u0001"), long(entries.length), ...entries, long(0), marker);
}

const block = (records: number, data: Uint8Array, sync = marker) => join(long(records), long(data.length), data, sync);
const plain = header({ "avro.schema": '"string"' });
const words = (...list: string[]) => block(list.length, join(...list.map(text)));
const cut = (body: Uint8Array, max = limit) => cutBody(new AvroSplitter(max), [body]);

describe("AvroSplitter", () => {
  const two = join(plain, words("one", "two"), words("three"));

  it("cuts between blocks, each a file of its own behind the header", () => {
    for (const pieces of piecesOf(two)) {
      const result = cutBody(new AvroSplitter(limit), pieces);
      expect(result).toMatchObject({ records: 3, refusal: undefined });
      expect(result.cuts).toHaveLength(2);
      expect(result.prefix + result.cuts.join("")).toBe(Buffer.from(two).toString("latin1"));
    }
  });

  it("refuses the file cut at every byte but between blocks, with the records before it", () => {
    const ends = new Map([
      [plain.length, 0],
      [plain.length + words("one", "two").length, 2],
    ]);
    for (let length = 0; length < two.length; length += 1) {
      for (const pieces of piecesOf(two.subarray(0, length), length)) {
        const { refusal, records } = cutBody(new AvroSplitter(limit), pieces);
        expect(records).toBe(length < plain.length + words("one", "two").length ? 0 : 2);
        if (ends.has(length)) expect(refusal).toBeUndefined();
        else expect(refusal).toMatchObject({ code: "malformed_body", record: records + 1 });
      }
    }
  });

  it("reads metadata in blocks with sizes", () => {
    const entry = join(text("avro.schema"), text('"string"'));
    const body = join(bytesOf("Obj\u0001"), long(-1), long(entry.length), entry, long(0), marker, words("a"));
    expect(cut(body)).toMatchObject({ records: 1, refusal: undefined });
  });

  it("passes over blocks without records", () => {
    expect(cut(join(plain, block(0, new Uint8Array(0)), words("a")))).toMatchObject({ records: 1, refusal: undefined });
    expect(cut(plain)).toMatchObject({ records: 0, refusal: undefined });
  });

  // as zlib, snappy, zstd (with a checksum), bzip2 and xz write no bytes
  it.each([
    ["deflate", 2],
    ["snappy", 5],
    ["zstandard", 13],
    ["bzip2", 14],
    ["xz", 32],
  ])("passes over what %s makes of no records", (codec, size) => {
    const file = (records: number, bytes: number) =>
      join(header({ "avro.schema": '"int"', "avro.codec": codec }), block(records, new Uint8Array(bytes)));
    expect(cut(file(0, size))).toMatchObject({ records: 0, refusal: undefined });
    expect(cut(file(0, 65)).refusal).toMatchObject({ code: "malformed_body" });
  });

  it("takes as many records as a compressed block can hold, and not more", () => {
    const file = (records: number) =>
      join(header({ "avro.schema": '"int"', "avro.codec": "deflate" }), block(records, new Uint8Array(10)));
    expect(cut(file(704))).toMatchObject({ records: 704, refusal: undefined });
    expect(cut(file(705)).refusal).toMatchObject({ code: "malformed_body" });
  });

  it("takes a schema with brackets in its texts", () => {
    const schema = JSON.stringify({ type: "string", doc: `"${"[".repeat(1000)}\\` });
    expect(cut(join(header({ "avro.schema": schema }), words("a")))).toMatchObject({ records: 1, refusal: undefined });
  });

  it.each<[string, Uint8Array, string, number, number]>([
    ["no bytes", new Uint8Array(0), "malformed_body", 0, 0],
    ["another kind of file", bytesOf("PK\u0003\u0004"), "malformed_body", 0, 0],
    ["no schema", header({ "avro.codec": "null" }), "malformed_body", 0, 0],
    ["a schema that is not JSON", header({ "avro.schema": "{" }), "malformed_body", 0, 0],
    [
      "a codec that the worker does not know",
      header({ "avro.schema": '"int"', "avro.codec": "lz4" }),
      "unsupported_codec",
      0,
      0,
    ],
    [
      "a wrong sync marker",
      join(
        two,
        block(
          1,
          text("x"),
          marker.map((byte) => byte ^ 1),
        ),
      ),
      "malformed_body",
      two.length,
      3,
    ],
    ["a negative count", join(two, block(-1, text("x"))), "malformed_body", two.length, 3],
    ["a negative size", join(two, long(1), long(-5), marker), "malformed_body", two.length, 3],
    ["an absurd count", join(two, block(50_000_000, new Uint8Array(1))), "malformed_body", two.length, 3],
    ["a record more than bytes", join(two, block(3, text("x"))), "malformed_body", two.length, 3],
    ["many records of no bytes", join(two, block(65, new Uint8Array(0))), "malformed_body", two.length, 3],
    [
      "one record too many in a block",
      join(two, block(maxBlockRecords + 1, new Uint8Array(maxBlockRecords + 1))),
      "too_large",
      two.length,
      3,
    ],
    [
      "a schema that is nested deeply",
      header({ "avro.schema": "[".repeat(10_000) + "]".repeat(10_000) }),
      "malformed_body",
      0,
      0,
    ],
    ["an absurd size", join(two, long(1), long(2 ** 52)), "too_large", two.length, 3],
    ["bytes that belong to no record", join(two, block(0, text("x"))), "malformed_body", two.length, 3],
    ["a number without end", join(two, new Uint8Array(12).fill(0xff)), "malformed_body", two.length, 3],
    [
      "a number beyond 2^53",
      join(two, new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 127])),
      "malformed_body",
      two.length,
      3,
    ],
    ["garbage behind the last block", join(two, bytesOf("\r\n")), "malformed_body", two.length, 3],
    ["too much metadata", join(bytesOf("Obj\u0001"), long(1_000_000)), "malformed_body", 0, 0],
    [
      "a header too long to be repeated",
      header({ "avro.schema": `"${"x".repeat(maxAvroHeaderBytes)}"` }),
      "too_large",
      0,
      0,
    ],
    ["a header that only claims to be", join(bytesOf("Obj\u0001"), long(1), long(2 ** 40)), "too_large", 0, 0],
  ])("refuses %s", (_, body, code, byteOffset, records) => {
    for (const pieces of body.length > 10_000 ? [[body]] : piecesOf(body)) {
      const result = cutBody(new AvroSplitter(limit), pieces);
      expect(result.refusal).toMatchObject({ code, byteOffset, record: records + 1 });
      expect(result.records).toBe(records);
    }
  });

  it("refuses a block that is too large by the size that it claims", () => {
    const body = join(plain, words("a"), words("x".repeat(200)));
    expect(cut(body, plain.length + 100).refusal).toMatchObject({ code: "too_large", record: 2 });
  });

  it("refuses a header of many small entries when it is too long, alike in any pieces", () => {
    const entries = Array.from({ length: 900 }, (_, index) => join(text(`k${index}`), text("x".repeat(400))));
    const body = join(bytesOf("Obj\u0001"), long(900), ...entries, long(0), marker);
    const inParts = Array.from({ length: Math.ceil(body.length / 5000) }, (_, at) =>
      body.subarray(at * 5000, at * 5000 + 5000),
    );
    expect(cut(body).refusal).toMatchObject({ code: "too_large" });
    expect(cutBody(new AvroSplitter(limit), inParts)).toEqual(cut(body));
  });
});

interface Expected {
  codec: string;
  expect: "valid" | "reject" | "ambiguous";
  records?: number;
}

describe("Avro files of others", () => {
  const files = listFixtures("avro", ".avro");
  const table = listFixtures("avro", "EXPECTED.json")[0];
  const expected = (table ? JSON.parse(new TextDecoder().decode(table.bytes)) : {}) as Record<string, Expected>;
  const known = files.flatMap((file) => {
    const entry = expected[file.path];
    return entry ? [{ ...entry, ...file }] : [];
  });
  const valid = known.filter((file) => file.expect === "valid");

  it.runIf(files.length > 0)("are there in full", () => {
    expect(known).toHaveLength(files.length);
    expect(valid.length).toBeGreaterThan(40);
  });

  it.each(valid)("$path has $records records", ({ bytes, records }) => {
    for (const pieces of piecesOf(bytes)) {
      expect(cutBody(new AvroSplitter(limit), pieces)).toMatchObject({ records, refusal: undefined });
    }
  });

  it.each(valid.filter((file) => file.bytes.length < 2000))("$path is refused when it is cut in a block", (file) => {
    const borders = bordersOf(file);
    for (let length = 0; length < file.bytes.length; length += 1) {
      const { refusal, records } = cut(file.bytes.subarray(0, length));
      if (borders.has(length))
        expect({ refusal, records }).toEqual({ refusal: undefined, records: borders.get(length) });
      else expect(refusal?.code).toBe("malformed_body");
    }
  });

  it.each(valid)("$path cut at 50 places is refused, but between two blocks", (file) => {
    const borders = bordersOf(file);
    const random = randomBelow(file.bytes.length);
    for (let round = 0; round < 50; round += 1) {
      const length = random();
      const { refusal, records } = cut(file.bytes.subarray(0, length));
      if (borders.has(length))
        expect({ refusal, records }).toEqual({ refusal: undefined, records: borders.get(length) });
      else expect(refusal).toMatchObject({ code: "malformed_body", record: records + 1 });
    }
  });

  it.each(known.filter((file) => file.expect !== "valid"))(
    "$path, which is $expect, is cut or refused",
    ({ bytes }) => {
      const [whole, ...others] = piecesOf(bytes).map((pieces) => cutBody(new AvroSplitter(limit), pieces));
      for (const other of others) expect(other).toEqual(whole);
    },
  );

  it.runIf(files.length > 0)("gives chunks that another decoder reads alone", async () => {
    const file = listFixtures("advertisex-brief", "bid_requests.avro")[0];
    const result = cut(file?.bytes ?? new Uint8Array(0));
    expect(result.records).toBe(1000);
    const counts = await Promise.all(
      result.cuts.map((bytes) => countWithAvsc(Buffer.from(result.prefix + bytes, "latin1"))),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
  });
});

/** Where the blocks of a file end, with the records in front, found by its sync marker alone. */
function bordersOf(file: Fixture): Map<number, number> {
  const whole = cut(file.bytes);
  const borders = new Map([[whole.prefix.length, 0]]);
  let at = whole.prefix.length;
  let records = 0;
  for (const bytes of whole.cuts) {
    at += bytes.length;
    records += cut(new Uint8Array(Buffer.from(whole.prefix + bytes, "latin1"))).records;
    borders.set(at, records);
  }
  return borders;
}

function countWithAvsc(bytes: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const decoder = new avro.streams.BlockDecoder();
    let count = 0;
    decoder.on("data", () => {
      count += 1;
    });
    decoder.on("end", () => resolve(count)).on("error", reject);
    decoder.end(bytes);
  });
}
