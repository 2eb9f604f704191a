import avro, { type Type } from "avsc";
import { type AvroCursor, AvroError } from "./avro-cursor";
import { maxDepth } from "./decoded";
import { logicalReader } from "./logical-reader";

const bases = ["int", "long", "bytes", "string", "fixed"] as const;

/** Reads one value; `depth` counts the values that this one stands in. */
export type AvroReader = (cursor: AvroCursor, depth: number) => unknown;

/** What avsc's types carry beyond their typings. */
type KnownType = Type & {
  fields: { name: string; type: KnownType }[];
  types: KnownType[];
  itemsType: KnownType;
  valuesType: KnownType;
  symbols: string[];
  size: number;
  underlyingType: KnownType;
};

/** Keeps what the schema says of a logical type, which avsc forgets of all that it does not know. */
class KeptLogicalType extends avro.types.LogicalType {
  readonly attributes: { logicalType: string; precision?: unknown; scale?: unknown };

  constructor(schema: avro.Schema, options?: object) {
    super(schema, options);
    this.attributes = schema as unknown as KeptLogicalType["attributes"];
  }
}

const logicalTypes = Object.fromEntries(
  [
    ...["timestamp", "local-timestamp", "time"].flatMap((kind) =>
      ["millis", "micros", "nanos"].map((unit) => `${kind}-${unit}`),
    ),
    ...["date", "decimal", "uuid", "duration"],
  ].map((name) => [name, KeptLogicalType]),
);

/** What an object without a prototype needs, by itself and for each field. */
const bytesOfObject = 64;
const bytesOfField = 48;

function asLatin1(cursor: AvroCursor, length: number): string {
  const bytes = cursor.take(length);
  cursor.budget.spend(length + 32);
  return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString("latin1");
}

/** JSON has no such numbers, and one that would come out as null would be lost in silence. */
function finite(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

const primitives: Record<string, AvroReader> = {
  null: () => null,
  boolean: (cursor) => cursor.boolean(),
  int: (cursor) => cursor.long(),
  long: (cursor) => cursor.long(),
  float: (cursor) => finite(cursor.float()),
  double: (cursor) => finite(cursor.double()),
  bytes: (cursor) => asLatin1(cursor, cursor.length()),
  string: (cursor) => cursor.string(),
};

/**
 * Makes a reader from the text of an Avro schema. avsc parses the schema, the reading is ours, so that
 * hostile data meets a limit everywhere. Values come out as plain JSON would have them: unions without
 * their branch, longs beyond 2^53 as their digits, bytes with one character each (Avro 1.11, "JSON Encoding").
 *
 * Between the writer's schema and ours the rules of "Schema Resolution" hold by what the later stages
 * take: any number for a number (int → long → float → double), text for bytes and enums, any branch of
 * a union; fields of the writer that we do not have are left out, those that only we have take the
 * mapping's default or stay away, and our aliases are those of lib/contracts/fields.ts.
 * @throws Error when the text is no Avro schema.
 */
export function createAvroReader(schemaText: string): AvroReader {
  // a default matters to schema resolution only, and avsc refuses files that others read for a wrong one
  const schema = JSON.parse(schemaText, (key, value) => (key === "default" ? undefined : value));
  const type = avro.Type.forSchema(schema, { wrapUnions: "always", logicalTypes } as object) as KnownType;
  return readerOf(type, new Map());
}

function readerOf(type: KnownType, known: Map<Type, AvroReader>): AvroReader {
  if (type instanceof KeptLogicalType) return logicalOrBase(type as KnownType & KeptLogicalType, known);
  const primitive = primitives[type.typeName];
  if (primitive) return primitive;
  const seen = known.get(type);
  if (seen) return seen;
  let reader: AvroReader | undefined;
  // known before it is made, since a type may contain itself
  const guarded: AvroReader = (cursor, depth) => {
    if (depth >= maxDepth) throw new AvroError(`The record nests deeper than ${maxDepth} levels.`);
    return (reader as AvroReader)(cursor, depth + 1);
  };
  known.set(type, guarded);
  reader = complexReader(type, known);
  return guarded;
}

function logicalOrBase(type: KnownType & KeptLogicalType, known: Map<Type, AvroReader>): AvroReader {
  const { underlyingType, attributes } = type;
  const { logicalType, precision, scale } = attributes;
  const base = bases.find((name) => name === underlyingType.typeName) ?? "other";
  const baseReader = readerOf(underlyingType, known);
  return logicalReader({ logicalType, base, size: underlyingType.size, precision, scale }, baseReader) ?? baseReader;
}

function complexReader(type: KnownType, known: Map<Type, AvroReader>): AvroReader {
  switch (type.typeName) {
    case "record":
    case "error":
      return recordReader(type.fields.map((field) => [field.name, readerOf(field.type, known)]));
    case "enum":
      return (cursor) => chosen(type.symbols, cursor, "symbol of an enum");
    case "fixed":
      return (cursor) => asLatin1(cursor, type.size);
    case "array":
      return arrayReader(readerOf(type.itemsType, known));
    case "map":
      return mapReader(readerOf(type.valuesType, known));
    default: {
      const branches = type.types.map((branch) => readerOf(branch, known));
      return (cursor, depth) => chosen(branches, cursor, "branch of a union")(cursor, depth);
    }
  }
}

function recordReader(fields: [string, AvroReader][]): AvroReader {
  // an ordinary object is several times as fast, and as good for names that are no setter's
  const prototype = fields.some(([name]) => name === "__proto__") ? null : undefined;
  return (cursor, depth) => {
    cursor.budget.spend(bytesOfObject + bytesOfField * fields.length);
    const record: Record<string, unknown> = prototype === null ? Object.create(null) : {};
    for (const [name, reader] of fields) record[name] = reader(cursor, depth);
    return record;
  };
}

function arrayReader(reader: AvroReader): AvroReader {
  return (cursor, depth) => {
    cursor.budget.spend(bytesOfObject);
    const items: unknown[] = [];
    for (let count = cursor.itemCount(); count > 0; count = cursor.itemCount()) {
      for (let index = 0; index < count; index += 1) items.push(reader(cursor, depth));
    }
    return items;
  };
}

function mapReader(reader: AvroReader): AvroReader {
  return (cursor, depth) => {
    cursor.budget.spend(bytesOfObject);
    const entries: Record<string, unknown> = Object.create(null);
    for (let count = cursor.itemCount(); count > 0; count = cursor.itemCount()) {
      cursor.budget.spend(count * bytesOfField);
      for (let index = 0; index < count; index += 1) {
        const key = cursor.string();
        entries[key] = reader(cursor, depth);
      }
    }
    return entries;
  };
}

function chosen<Item>(items: readonly Item[], cursor: AvroCursor, what: string): Item {
  const index = cursor.long();
  const item = typeof index === "number" ? items[index] : undefined;
  if (item === undefined) throw new AvroError(`The ${what} is number ${index} of ${items.length}.`);
  return item;
}
