import { describe, expect, it } from "vitest";
import type { Mapping } from "@/lib/contracts/source";
import { createMapper } from "../map/map-records";
import type { SourceProfile } from "../map/source-profile";
import { avroBlock, avroHeader, avroLong } from "./avro.fixture";
import { decodeAvro } from "./decode-avro";

const source = (mapping: Mapping, timeZone = "UTC"): SourceProfile => ({
  id: "s",
  unknownReferences: "reject",
  timeZone,
  mapping,
});
const record = (...fields: [string, unknown][]) => ({
  type: "record",
  name: "R",
  fields: fields.map(([name, type]) => ({ name, type })),
});
const logical = (type: string, logicalType: string, more: object = {}) => ({ type, logicalType, ...more });
const bytes = (...values: number[]) => Buffer.concat([avroLong(values.length), Buffer.from(values)]);

/** Reads one record whose only field has this type. */
async function read(type: unknown, data: Buffer): Promise<unknown> {
  const file = Buffer.concat([avroHeader(record(["v", type])), avroBlock(1, data)]);
  const [outcome] = (await decodeAvro(file, 1)).outcomes;
  return outcome && "value" in outcome ? outcome.value.v : outcome?.malformed;
}

/** 2026-11-23T13:05:00.250Z in milliseconds. */
const at = 1_795_439_100_250n;
const fixed = (size: number, logicalType: string, more: object = {}) =>
  logical("fixed", logicalType, { name: "F", size, ...more });
const uuid = "00112233445566778899aabbccddeeff";

describe("logical types", () => {
  it.each<[string, unknown, Buffer, unknown]>([
    ["timestamp-millis", logical("long", "timestamp-millis"), avroLong(at), Number(at)],
    ["timestamp-micros", logical("long", "timestamp-micros"), avroLong(at * 1000n + 7n), "2026-11-23T13:05:00.250007Z"],
    [
      "timestamp-nanos",
      logical("long", "timestamp-nanos"),
      avroLong(at * 1_000_000n + 1n),
      "2026-11-23T13:05:00.250000001Z",
    ],
    ["a timestamp before 1970", logical("long", "timestamp-micros"), avroLong(-1), "1969-12-31T23:59:59.999999Z"],
    [
      "a timestamp beyond the calendar",
      logical("long", "timestamp-micros"),
      avroLong(2n ** 62n),
      "4611686018427387904",
    ],
    ["local-timestamp-millis", logical("long", "local-timestamp-millis"), avroLong(at), "2026-11-23T13:05:00.250"],
    [
      "local-timestamp-micros",
      logical("long", "local-timestamp-micros"),
      avroLong(at * 1000n),
      "2026-11-23T13:05:00.250000",
    ],
    ["date", logical("int", "date"), avroLong(20_780), "2026-11-23"],
    ["a date before 1970", logical("int", "date"), avroLong(-1), "1969-12-31"],
    ["time-millis", logical("int", "time-millis"), avroLong(47_100_250), "13:05:00.250"],
    ["time-micros", logical("long", "time-micros"), avroLong(1), "00:00:00.000001"],
    ["a time of no day", logical("int", "time-millis"), avroLong(86_400_000), 86_400_000],
    ["decimal in bytes", logical("bytes", "decimal", { precision: 9, scale: 2 }), bytes(0x30, 0x39), "123.45"],
    ["a negative decimal below one", logical("bytes", "decimal", { precision: 9, scale: 2 }), bytes(0xff), "-0.01"],
    ["a decimal without a scale", logical("bytes", "decimal", { precision: 9 }), bytes(0x80), "-128"],
    ["a decimal of no bytes", logical("bytes", "decimal", { precision: 9, scale: 1 }), bytes(), "0.0"],
    [
      "decimal in fixed",
      fixed(16, "decimal", { precision: 38, scale: 3 }),
      Buffer.from(`7${"f".repeat(31)}`, "hex"),
      "170141183460469231731687303715884105.727",
    ],
    ["uuid in a string", logical("string", "uuid"), Buffer.concat([avroLong(3), Buffer.from("abc")]), "abc"],
    ["uuid in fixed", fixed(16, "uuid"), Buffer.from(uuid, "hex"), "00112233-4455-6677-8899-aabbccddeeff"],
    ["duration", fixed(12, "duration"), Buffer.from([1, 0, 0, 0, 2, 0, 0, 0, 0xac, 13, 0, 0]), "P1M2DT3.5S"],
    ["no duration", fixed(12, "duration"), Buffer.alloc(12), "PT0S"],
    ["one in a union", ["null", logical("int", "date")], Buffer.concat([avroLong(1), avroLong(0)]), "1970-01-01"],
    ["one that is not known", logical("int", "fortnight"), avroLong(5), 5],
    [
      "one on another type than its own",
      logical("string", "date"),
      Buffer.concat([avroLong(1), Buffer.from("x")]),
      "x",
    ],
    [
      "a decimal with a scale above its precision",
      logical("bytes", "decimal", { precision: 1, scale: 2 }),
      bytes(65),
      "A",
    ],
    ["a duration of another size", fixed(1, "duration"), Buffer.from("A"), "A"],
    ["numbers that JSON has not", "double", Buffer.from([0, 0, 0, 0, 0, 0, 0xf8, 0x7f]), "NaN"],
  ])("reads %s", async (_, type, data, value) => {
    expect(await read(type, data)).toEqual(value);
  });

  it("reads a named logical type wherever it is named again", async () => {
    const schema = record(["a", fixed(16, "uuid")], ["b", { type: "array", items: "F" }]);
    const id = Buffer.from(uuid, "hex");
    const file = Buffer.concat([avroHeader(schema), avroBlock(1, Buffer.concat([id, avroLong(1), id, avroLong(0)]))]);
    const text = "00112233-4455-6677-8899-aabbccddeeff";
    expect((await decodeAvro(file, 1)).outcomes).toMatchObject([{ value: { a: text, b: [text] } }]);
  });

  it.each(["epoch_ms", "epoch_s", "iso", undefined] as const)(
    "gives a time that a mapping of type %s reads",
    async (type) => {
      const value = await read(logical("long", "timestamp-micros"), avroLong(at * 1000n));
      const mapping = { clicks: { fields: { occurredAt: type ? { path: "t", type } : "t" } } };
      const mapper = createMapper(source(mapping), "clicks");
      const { passed } = mapper([{ record: 1, raw: () => new Uint8Array(), value: { t: value } }], 0);
      expect(passed[0]?.fields.occurredAt).toBe(Number(at));
    },
  );

  it("gives a local time that the source's zone applies to", async () => {
    const mapping: Mapping = { clicks: { fields: { occurredAt: "t" } } };
    const mapper = createMapper(source(mapping, "Asia/Kathmandu"), "clicks");
    const value = await read(logical("long", "local-timestamp-micros"), avroLong(at * 1000n));
    const { passed } = mapper([{ record: 1, raw: () => new Uint8Array(), value: { t: value } }], 0);
    expect(passed[0]?.fields.occurredAt).toBe(Number(at) - 345 * 60_000);
  });
});

describe("schema resolution, from the writer's schema to our fields", () => {
  const avro = async (fields: [string, unknown][], data: Buffer) => {
    const file = Buffer.concat([avroHeader(record(...fields)), avroBlock(1, data)]);
    const [outcome] = (await decodeAvro(file, 1)).outcomes;
    if (!outcome || !("value" in outcome)) throw new Error("not read");
    const mapping = { impressions: { fields: { placement: { default: "top" } } } };
    const mapper = createMapper(source(mapping), "impressions");
    return mapper([{ record: 1, ...outcome }], 0).passed[0]?.fields;
  };
  const text = (value: string) => Buffer.concat([avroLong(value.length), Buffer.from(value)]);
  const double = (value: number) => {
    const data = Buffer.alloc(8);
    data.writeDoubleLE(value);
    return data;
  };

  it.each<[string, unknown, Buffer]>([
    ["int", "int", avroLong(500)],
    ["long", "long", avroLong(500)],
    ["double", "double", double(500)],
    ["a branch of a union", ["null", "long"], Buffer.concat([avroLong(1), avroLong(500)])],
  ])("takes %s for a number of ours", async (_, type, data) => {
    expect(await avro([["priceMicros", type]], data)).toMatchObject({ priceMicros: 500 });
  });

  it.each<[string, unknown, Buffer]>([
    ["a string", "string", text("web")],
    ["bytes", "bytes", text("web")],
    ["an enum", { type: "enum", name: "E", symbols: ["app", "web"] }, avroLong(1)],
    ["fixed", { type: "fixed", name: "F", size: 3 }, Buffer.from("web")],
  ])("takes %s for text of ours", async (_, type, data) => {
    expect(await avro([["site", type]], data)).toMatchObject({ site: "web" });
  });

  it("leaves out what we do not have, takes the default for what the writer has not, and knows names by aliases", async () => {
    const fields: [string, unknown][] = [
      ["unknown_to_us", "string"],
      ["ad_creative_id", "long"],
      ["user_id", ["null", "string"]],
    ];
    const data = Buffer.concat([text("x"), avroLong(2n ** 60n), avroLong(0)]);
    expect(await avro(fields, data)).toEqual({ creativeId: "1152921504606846976", placement: "top" });
  });
});
