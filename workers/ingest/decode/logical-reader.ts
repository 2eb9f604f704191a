import type { AvroCursor } from "./avro-cursor";
import type { AvroReader } from "./avro-reader";
import { decimalText, durationText, uuidText } from "./logical-text";
import { dateText, timeText, wallText } from "./logical-time";

/** What a schema says of a logical type, and the type that it stands on. */
export interface LogicalSchema {
  logicalType: string;
  base: "int" | "long" | "bytes" | "string" | "fixed" | "other";
  /** Of a fixed, in bytes. */
  size: number;
  /** Of a decimal. */
  precision: unknown;
  scale: unknown;
}

/** Units of a second that a timestamp or time of day counts. */
const unitsPerSecond: Record<string, number> = { millis: 1e3, micros: 1e6, nanos: 1e9 };
/** 64 bytes are 154 digits; turning ever longer ones into text takes time that grows with the square. */
const maxDecimalBytes = 64;

/**
 * Makes the reader of a logical type (Avro 1.12, "Logical Types"): times as ISO 8601 text with every
 * digit, decimals as decimal text, so that the value says by itself what it means. A timestamp in
 * milliseconds stays a number, a local one is text without an offset: the source's time zone applies.
 * @returns undefined for what is to be read as its base type: logical types that are not known, that
 *   stand on another type than theirs, or whose attributes cannot be
 */
export function logicalReader(schema: LogicalSchema, baseReader: AvroReader): AvroReader | undefined {
  const { logicalType, base } = schema;
  if (logicalType === "decimal") return decimalReader(schema);
  if (logicalType === "uuid" && base === "fixed" && schema.size === 16) return (cursor) => uuidText(cursor.take(16));
  if (logicalType === "duration" && base === "fixed" && schema.size === 12) {
    return (cursor) => durationText(cursor.take(12));
  }
  const toText = integerText(schema);
  if (!toText) return undefined;
  return (cursor, depth) => {
    const value = baseReader(cursor, depth) as number | string;
    // beyond the years that text can say it stays what it was
    return toText(BigInt(value)) ?? value;
  };
}

function integerText({ logicalType, base }: LogicalSchema): ((value: bigint) => string | null) | undefined {
  if (logicalType === "date" && base === "int") return dateText;
  const [, kind, unit = ""] = /^(timestamp|local-timestamp|time)-(millis|micros|nanos)$/.exec(logicalType) ?? [];
  const perSecond = BigInt(unitsPerSecond[unit] ?? 0);
  if (kind === "time") {
    const isWhole = unit === "millis" ? base === "int" : unit === "micros" && base === "long";
    return isWhole ? (value) => timeText(value, perSecond) : undefined;
  }
  if (base !== "long" || !kind || (kind === "timestamp" && unit === "millis")) return undefined;
  const ending = kind === "timestamp" ? "Z" : "";
  return (value) => wallText(value, perSecond, ending);
}

function decimalReader({ base, size, precision, scale = 0 }: LogicalSchema): AvroReader | undefined {
  const isSane = isCount(precision) && precision > 0 && isCount(scale) && scale <= precision;
  if (!isSane || (base !== "bytes" && base !== "fixed")) return undefined;
  const lengthOf = base === "bytes" ? (cursor: AvroCursor) => cursor.length() : () => size;
  return (cursor) => {
    const bytes = cursor.take(lengthOf(cursor));
    if (bytes.byteLength <= maxDecimalBytes) return decimalText(bytes, scale);
    cursor.budget.spend(bytes.byteLength);
    return Buffer.from(bytes).toString("latin1");
  };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 1000;
}
