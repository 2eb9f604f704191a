import { describe, expect, it } from "vitest";
import { canonicalForm } from "./canonical-form";
import { crc64Avro, messageFingerprint } from "./crc64-avro";

const record = (fields: unknown[], more: object = {}) => ({ type: "record", name: "foo", fields, ...more });

/** Apache Avro, share/test/data/schema-tests.txt: input, canonical form, fingerprint as a signed number. */
const known: [unknown, string, bigint][] = [
  ["null", '"null"', 7195948357588979594n],
  [{ type: "null" }, '"null"', 7195948357588979594n],
  ["boolean", '"boolean"', -6970731678124411036n],
  [{ type: "int" }, '"int"', 8247732601305521295n],
  ["long", '"long"', -3434872931120570953n],
  [{ type: "float" }, '"float"', 5583340709985441680n],
  ["double", '"double"', -8181574048448539266n],
  ["bytes", '"bytes"', 5746618253357095269n],
  ["string", '"string"', -8142146995180207161n],
  [[], "[]", -1241056759729112623n],
  [["int"], '["int"]', -5232228896498058493n],
  [["int", { type: "boolean" }], '["int","boolean"]', 5392556393470105090n],
  [record([]), '{"name":"foo","type":"record","fields":[]}', -4824392279771201922n],
  [record([], { namespace: "x.y" }), '{"name":"x.y.foo","type":"record","fields":[]}', 5916914534497305771n],
  [
    record([], { name: "a.b.foo", namespace: "x.y" }),
    '{"name":"a.b.foo","type":"record","fields":[]}',
    -4616218487480524110n,
  ],
  [
    record([], { doc: "foo", aliases: ["foo", "bar"] }),
    '{"name":"foo","type":"record","fields":[]}',
    -4824392279771201922n,
  ],
  [
    record([{ type: { type: "boolean" }, name: "f1" }]),
    '{"name":"foo","type":"record","fields":[{"name":"f1","type":"boolean"}]}',
    7843277075252814651n,
  ],
  [
    record([
      { type: "boolean", aliases: [], name: "f1", default: "true" },
      { order: "descending", name: "f2", doc: "Hello", type: "int" },
    ]),
    '{"name":"foo","type":"record","fields":[{"name":"f1","type":"boolean"},{"name":"f2","type":"int"}]}',
    -4860222112080293046n,
  ],
  [
    { type: "enum", name: "foo", symbols: ["A1"] },
    '{"name":"foo","type":"enum","symbols":["A1"]}',
    -6342190197741309591n,
  ],
  [
    { namespace: "x.y.z", type: "enum", name: "foo", doc: "foo bar", symbols: ["A1", "A2"] },
    '{"name":"x.y.z.foo","type":"enum","symbols":["A1","A2"]}',
    -4448647247586288245n,
  ],
  [{ name: "foo", type: "fixed", size: 15 }, '{"name":"foo","type":"fixed","size":15}', 1756455273707447556n],
  [
    { namespace: "x.y.z", type: "fixed", name: "foo", doc: "foo bar", size: 32 },
    '{"name":"x.y.z.foo","type":"fixed","size":32}',
    -3064184465700546786n,
  ],
  [{ items: { type: "null" }, type: "array" }, '{"type":"array","items":"null"}', -589620603366471059n],
  [{ values: "string", type: "map" }, '{"type":"map","values":"string"}', -8732877298790414990n],
  [
    { name: "PigValue", type: "record", fields: [{ name: "value", type: ["null", "int", "long", "PigValue"] }] },
    '{"name":"PigValue","type":"record","fields":[{"name":"value","type":["null","int","long","PigValue"]}]}',
    -1759257747318642341n,
  ],
];

describe("Apache's own schemas", () => {
  it.each(known)("%j", (schema, canonical, fingerprint) => {
    expect(canonicalForm(schema)).toBe(canonical);
    expect(BigInt.asIntN(64, crc64Avro(canonical))).toBe(fingerprint);
  });

  it("gives the fingerprint of the empty text, and the order of the bytes in a message", () => {
    expect(crc64Avro("")).toBe(0xc15d213aa4d7a795n);
    expect(messageFingerprint("")).toBe("95a7d7a43a215dc1");
  });

  it("gives what stands in share/test/data/messageV1/test_message.bin behind C3 01", () => {
    const message = {
      type: "record",
      namespace: "org.apache.avro",
      name: "TestMessage",
      fields: [
        { name: "id", type: "long" },
        { name: "name", type: "string" },
        { name: "tags", type: { type: "array", items: "string" } },
      ],
    };
    expect(messageFingerprint(canonicalForm(message))).toBe("a92de1f8a242f53d");
  });
});

describe("the rules of the canonical form", () => {
  it("gives every name its namespace, from beside it or from around it", () => {
    const fixed = (name: string, more: object = {}) => ({ type: "fixed", name, size: 1, ...more });
    const inner = [
      { name: "x", type: ["x.y.A", "other.B"] },
      { name: "y", type: fixed("F") },
    ];
    const fields = [
      { name: "a", type: fixed("A") },
      { name: "b", type: fixed("B", { namespace: "other" }) },
      { name: "c", type: fixed("deep.er.C", { namespace: "ignored" }) },
      { name: "d", type: fixed("D", { namespace: "" }) },
      { name: "e", type: record(inner, { name: "in.R" }) },
      { name: "g", type: { type: "array", items: "in.F" } },
    ];
    const schema = record(fields, { namespace: "x.y" });
    const names = [...canonicalForm(schema).matchAll(/"name":"([^"]+)","type":"(?:fixed|record)"/g)].map(
      ([, name]) => name,
    );
    expect(names).toEqual(["x.y.foo", "x.y.A", "other.B", "deep.er.C", "D", "in.R", "in.F"]);
  });

  it("knows a name where it is defined, and names it fully afterwards", () => {
    const inner = { type: "enum", name: "E", symbols: ["A"] };
    const schema = record(
      [
        { name: "a", type: inner },
        { name: "b", type: ["null", "E"] },
      ],
      { namespace: "n" },
    );
    expect(JSON.parse(canonicalForm(schema)).fields[1].type).toEqual(["null", "n.E"]);
  });

  it("leaves logical types out, unless they are asked for", () => {
    const schema = { type: "long", logicalType: "timestamp-millis", doc: "when" };
    expect(canonicalForm(schema)).toBe('"long"');
    expect(canonicalForm(schema, { keepMeaning: true })).toBe('{"type":"long","logicalType":"timestamp-millis"}');
  });

  it("writes sizes as bare numbers", () => {
    expect(canonicalForm({ type: "fixed", name: "F", size: "016" })).toBe('{"name":"F","type":"fixed","size":16}');
  });

  it("goes through types that are written in types", () => {
    expect(canonicalForm({ type: { type: { type: "array", items: { type: "int" } } } })).toBe(
      '{"type":"array","items":"int"}',
    );
    expect(canonicalForm({ type: ["null", "int"] })).toBe('["null","int"]');
  });
});

const deep = (levels: number): unknown => (levels === 0 ? "int" : { type: "array", items: deep(levels - 1) });

it("takes 64 levels and refuses one more", () => {
  expect(canonicalForm(deep(64))).toContain("int");
  expect(() => canonicalForm(deep(65))).toThrow("deeper");
});

it.each<[string, unknown, string]>([
  ["nothing", null, ""],
  ["a number", 5, ""],
  ["an unknown type", "strin", ""],
  ["a type of the language", "constructor", ""],
  ["no type", {}, "type"],
  ["a record without a name", { type: "record", fields: [] }, ""],
  ["a record without fields", { type: "record", name: "r" }, ""],
  ["a field without a name", record([{ type: "int" }]), "fields[0]"],
  ["a field without a type", record([{ name: "a" }]), "fields[0].type"],
  ["a field that is none", record(["int"]), "fields[0]"],
  ["a name with a hyphen", record([{ name: "a-b", type: "int" }]), "fields[0]"],
  ["a name that begins with a digit", record([], { name: "1" }), ""],
  ["a namespace that is none", record([], { namespace: "a..b" }), ""],
  ["the name of a primitive type", record([], { name: "x.int" }), ""],
  ["a name twice", [record([]), record([])], "[1]"],
  ["a name before it is defined", record([{ name: "a", type: "Later" }]), "fields[0].type"],
  ["an array without items", record([{ name: "a", type: { type: "array" } }]), "fields[0].type.items"],
  ["a map without values", { type: "map" }, "values"],
  ["an enum without symbols", { type: "enum", name: "e" }, ""],
  ["a symbol that is no name", { type: "enum", name: "e", symbols: ["a b"] }, ""],
  ["a fixed without a size", { type: "fixed", name: "f" }, ""],
  ["a size that is no whole number", { type: "fixed", name: "f", size: 1.5 }, ""],
])("refuses %s and says where", (_, schema, path) => {
  expect(() => canonicalForm(schema)).toThrow(expect.objectContaining({ name: "SchemaProblem", path }));
});
