import { setImmediate as nextTurn } from "node:timers/promises";
import type { Format } from "@/lib/contracts/kinds";
import { type Decoded, type DecodedRecord, noRaw, type RawOf } from "../decode/decoded";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A decoded chunk as it crosses from the thread: values as JSON text, since that is written and read
 * faster than a structured clone; what was sent as places in the chunk's own bytes.
 */
export interface PackedChunk {
  /** JSON arrays that hold the value of each record, one after the other; null for one that is malformed. */
  values: Bytes[];
  /** The indexes of malformed records, by what is wrong with them. */
  malformed: Map<string, number[]>;
  /** For each record, offset and length of what was sent in the chunk's bytes. */
  spans: Uint32Array<ArrayBuffer>;
  /** What was sent of records that do not stand in the chunk's bytes, since they were compressed. */
  inflated: Map<number, Bytes>;
}

/** About as much is read at a time in the main thread, which has other things to do. */
const pieceLength = 1024 * 1024;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Packs a chunk's outcomes, with what can be handed over to another thread. */
export function pack(
  format: Format,
  bytes: Uint8Array,
  decoded: readonly DecodedRecord[],
): { packed: PackedChunk; transfer: ArrayBuffer[] } {
  const malformed = new Map<string, number[]>();
  const inflated = new Map<number, Bytes>();
  const spans = new Uint32Array(decoded.length * 2);
  for (const [index, outcome] of decoded.entries()) {
    if ("malformed" in outcome) {
      const known = malformed.get(outcome.malformed);
      if (known) known.push(index);
      else malformed.set(outcome.malformed, [index]);
    } else if (format === "avro") continue;
    const raw = outcome.raw();
    if (raw.buffer === bytes.buffer) spans.set([raw.byteOffset - bytes.byteOffset, raw.byteLength], index * 2);
    // a copy by all means: a slice of a Buffer is none
    else if (raw.byteLength > 0) inflated.set(index, new Uint8Array(raw));
  }
  const values = packValues(decoded);
  const handedOver = [spans, ...values, ...inflated.values()];
  return { packed: { values, malformed, spans, inflated }, transfer: handedOver.map(({ buffer }) => buffer) };
}

function packValues(decoded: readonly DecodedRecord[]): Bytes[] {
  const pieces: Bytes[] = [];
  let texts: string[] = [];
  let length = 0;
  const close = () => {
    pieces.push(encoder.encode(`[${texts.join()}]`));
    texts = [];
    length = 0;
  };
  for (const outcome of decoded) {
    const text = "value" in outcome ? (outcome.text ?? JSON.stringify(outcome.value)) : "null";
    if (length > 0 && length + text.length > pieceLength) close();
    texts.push(text);
    length += text.length;
  }
  close();
  return pieces;
}

/**
 * Makes the outcomes again. What was sent of an Avro record is its value as JSON.
 * @param bytes the bytes that the thread was given a copy of
 */
export async function unpack(
  { format, firstRecord }: { format: Format; firstRecord: number },
  bytes: Uint8Array,
  { values, malformed, spans, inflated }: PackedChunk,
): Promise<Decoded[]> {
  const problems = new Map<number, string>();
  for (const [problem, indexes] of malformed) for (const index of indexes) problems.set(index, problem);
  const rawOf = (index: number): RawOf => {
    const offset = spans[index * 2] ?? 0;
    const length = spans[index * 2 + 1] ?? 0;
    if (length > 0) return () => bytes.subarray(offset, offset + length);
    const other = inflated.get(index);
    return other ? () => other : noRaw;
  };
  const decoded: Decoded[] = [];
  for (const [number, piece] of values.entries()) {
    if (number > 0) await nextTurn();
    for (const value of JSON.parse(decoder.decode(piece)) as Record<string, unknown>[]) {
      const index = decoded.length;
      const record = firstRecord + index;
      const problem = problems.get(index);
      if (problem !== undefined) decoded.push({ record, malformed: problem, raw: rawOf(index) });
      else decoded.push({ record, value, raw: format === "avro" ? () => asJson(value) : rawOf(index) });
    }
  }
  return decoded;
}

function asJson(value: unknown): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}
