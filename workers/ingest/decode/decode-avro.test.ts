import { deflateRawSync } from "node:zlib";
import avro from "avsc";
import { describe, expect, it } from "vitest";
import { avroBlock, avroFile, avroHeader, avroLong } from "./avro.fixture";
import { decodeAvro } from "./decode-avro";

const record = (...fields: [string, unknown][]) => ({
  type: "record",
  name: "R",
  fields: fields.map(([name, type]) => ({ name, type })),
});
const person = record(["id", "long"], ["name", "string"]);
const people = [
  { id: 1, name: "Ada" },
  { id: 2, name: "Grace" },
  { id: 3, name: "Müller" },
];
const values = async (bytes: Uint8Array, records: number) =>
  (await decodeAvro(bytes, records)).outcomes.map((outcome) =>
    "value" in outcome ? outcome.value : outcome.malformed,
  );

describe("decodeAvro", () => {
  it.each([undefined, "null", "deflate"] as const)("reads the blocks of a file with codec %s", async (codec) => {
    const bytes = avroFile(person, [people.slice(0, 2), people.slice(2)], codec);
    expect(await values(bytes, 3)).toEqual(people);
    expect((await decodeAvro(bytes, 3)).found).toBe(3);
  });

  it("reads every type as avsc does", async () => {
    const schema = record(
      ["i", "int"],
      ["l", "long"],
      ["f", "float"],
      ["d", "double"],
      ["b", "boolean"],
      ["n", "null"],
      ["e", { type: "enum", name: "E", symbols: ["A", "B"] }],
      ["xs", { type: "array", items: "int" }],
      ["m", { type: "map", values: "string" }],
      ["u", ["null", "string", { type: "array", items: "long" }]],
      ["r", { ...record(["x", "int"]), name: "Inner" }],
    );
    const type = avro.Type.forSchema(schema as avro.Schema);
    for (let seed = 0; seed < 200; seed += 1) {
      const value = type.fromBuffer(type.toBuffer((type as unknown as { random(): unknown }).random()));
      expect((await values(avroFile(schema, [[value]]), 1))[0]).toEqual(JSON.parse(JSON.stringify(value)));
    }
  });

  it("keeps every digit of longs beyond 2^53", async () => {
    const longs = [2n ** 53n - 1n, 2n ** 53n, -(2n ** 63n), 2n ** 63n - 1n, -1n, 2n ** 48n, -(2n ** 48n) - 1n];
    const bytes = Buffer.concat([
      avroHeader(record(["l", "long"])),
      avroBlock(longs.length, Buffer.concat(longs.map(avroLong))),
    ]);
    expect((await values(bytes, longs.length)).map((value) => String((value as { l: unknown }).l))).toEqual(
      longs.map(String),
    );
  });

  it("reads recursive types, and refuses what nests too deep", async () => {
    const list = record(["v", "int"], ["next", ["null", "R"]]);
    const nested = (levels: number): unknown => (levels === 0 ? null : { v: levels, next: nested(levels - 1) });
    const file = (levels: number) => avroFile(list, [[{ v: 0, next: nested(levels) }]]);
    expect(await values(file(2), 1)).toEqual([{ v: 0, next: { v: 2, next: { v: 1, next: null } } }]);
    expect(await values(file(500), 1)).toEqual([expect.stringContaining("levels")]);
  });

  it("keeps bytes and fields named __proto__", async () => {
    const schema = record(["__proto__", "string"], ["b", "bytes"]);
    const data = Buffer.concat([avroLong(1), Buffer.from("x"), avroLong(3), Buffer.from([0, 200, 255])]);
    const [value] = await values(Buffer.concat([avroHeader(schema), avroBlock(1, data)]), 1);
    expect(Object.entries(value as object)).toEqual([
      ["__proto__", "x"],
      ["b", "\u0000Èÿ"],
    ]);
  });

  it("loses the rest of a damaged block, and nothing of the next one", async () => {
    const type = avro.Type.forSchema(person as avro.Schema);
    const cut = Buffer.concat([type.toBuffer(people[0]), avroLong(2), avroLong(99), Buffer.from("Gr")]);
    const bytes = Buffer.concat([avroHeader(person), avroBlock(3, cut), avroBlock(1, type.toBuffer(people[2]))]);
    const { outcomes } = await decodeAvro(bytes, 4);
    expect(outcomes.map((outcome) => "value" in outcome)).toEqual([true, false, false, true]);
    expect(outcomes[1]?.raw()).toHaveLength(cut.length - type.toBuffer(people[0]).length);
  });

  const whole = avroFile(person, [people]);
  it.each<[string, Buffer, string]>([
    ["a file that is none", Buffer.from("hello there"), "container file"],
    ["a schema that is none", avroHeader({ type: "recrd" }), "recrd"],
    ["no schema", Buffer.concat([Buffer.from("Obj\x01"), avroLong(0), Buffer.alloc(16)]), "no schema"],
  ])("throws for %s", async (_, bytes, why) => {
    await expect(decodeAvro(bytes, 3)).rejects.toThrow(why);
  });

  it.each<[string, Buffer, string]>([
    ["a wrong sync marker", Buffer.concat([whole.subarray(0, -16), Buffer.alloc(16)]), "sync marker"],
    ["an unknown codec", Buffer.concat([avroHeader(person, "lzo"), avroBlock(3, Buffer.from("x"))]), "lzo"],
    ["damaged deflate data", Buffer.concat([avroHeader(person, "deflate"), avroBlock(3, Buffer.from("x"))]), "damaged"],
    ["a length beyond the bytes", Buffer.concat([avroHeader(person), avroLong(3), avroLong(1e9)]), "too early"],
    ["a negative length", Buffer.concat([avroHeader(person), avroLong(3), avroLong(-5)]), "length"],
    ["top-level values that are no records", avroFile("int", [[1, 2, 3]]), "a number"],
  ])("refuses all records of a file with %s", async (_, bytes, why) => {
    expect(await values(bytes, 3)).toEqual([expect.stringContaining(why), expect.any(String), expect.any(String)]);
  });

  it("refuses the last record of a block that goes on after it", async () => {
    const data = Buffer.concat(people.map((value) => avro.Type.forSchema(person as avro.Schema).toBuffer(value)));
    const bytes = Buffer.concat([avroHeader(person), avroBlock(2, data)]);
    expect(await values(bytes, 2)).toEqual([people[0], expect.stringContaining("after its last record")]);
  });

  it("stays bounded when a few bytes claim millions of nulls, or megabytes of zeros", async () => {
    const nulls = record(["xs", { type: "array", items: "null" }]);
    const claim = Buffer.concat([avroHeader(nulls), avroBlock(1, Buffer.concat([avroLong(50_000_000), avroLong(0)]))]);
    expect(await values(claim, 1)).toEqual([expect.stringContaining("items")]);
    const ints = record(["xs", { type: "array", items: "int" }]);
    const overread = Buffer.concat([avroHeader(ints), avroBlock(1, Buffer.concat([avroLong(900_000), avroLong(1)]))]);
    expect(await values(overread, 1)).toEqual([expect.stringContaining("too early")]);
    const bomb = deflateRawSync(Buffer.alloc(200 * 1024 * 1024));
    expect(await values(Buffer.concat([avroHeader(person, "deflate"), avroBlock(1, bomb)]), 1)).toEqual([
      expect.stringContaining("grows beyond"),
    ]);
  });
});
