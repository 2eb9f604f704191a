/** Gives the bytes of one record as it was sent; made only for records that are kept as rejects. */
export type RawOf = () => Uint8Array;

/** What a decoder finds where a record should be; `malformed` says what is wrong with it. */
export type Outcome = Readable | { malformed: string; raw: RawOf };

interface Readable {
  value: Record<string, unknown>;
  raw: RawOf;
  /** The value as JSON, when that is at hand. */
  text?: string;
}

/** An outcome with the record's number in its batch, counted from 1. */
export type DecodedRecord = Outcome & { record: number };

/** A record of a chunk that was worked on, or why its chunk could not be: it was more than its decoder may need. */
export type Decoded = DecodedRecord | { record: number; unprocessable: string; raw: RawOf };

/** Nothing that arrives may nest deeper: the stages after this one walk records recursively. */
export const maxDepth = 64;

const noBytes = new Uint8Array(0);
export const noRaw: RawOf = () => noBytes;

/** Takes any decoded value: an object of fields is a record, anything else is malformed. */
export function toOutcome(value: unknown, raw: RawOf, text?: string): Outcome {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { malformed: `The record must be an object of fields, but it is ${nameOf(value)}.`, raw };
  }
  if (isDeeper(value, maxDepth)) return { malformed: `The record nests deeper than ${maxDepth} levels.`, raw };
  return { value: value as Record<string, unknown>, raw, ...(text === undefined ? {} : { text }) };
}

function nameOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}

/** Tells whether objects and arrays stand in each other more than `levels` deep. */
export function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  for (const child of Object.values(value)) {
    if (typeof child === "object" && child !== null && isDeeper(child, levels - 1)) return true;
  }
  return false;
}
