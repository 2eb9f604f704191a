import { maxRecordBytes } from "@/lib/contracts/chunk";
import { boundedMemo } from "../bounded-memo";
import { type AvroBlock, readAvroBlocks, readAvroHeader } from "./avro-container";
import { AvroCursor, AvroError } from "./avro-cursor";
import { type AvroReader, createAvroReader } from "./avro-reader";
import { Budget, BudgetError } from "./budget";
import { noRaw, type Outcome, toOutcome } from "./decoded";
import { inflateBlock } from "./inflate-block";

const readerFor = boundedMemo(createAvroReader, 8);

/**
 * Decodes a chunk that is an object container file. A record that cannot be decoded takes the rest of
 * its block with it, since nothing tells where the next one begins; later blocks are read again.
 * @param announced decodes at most this many records
 * @returns `found` is what the blocks say to hold, which may be more than was decoded
 * @throws AvroError or Error when the file's header or schema cannot be read.
 */
export async function decodeAvro(
  bytes: Uint8Array,
  announced: number,
): Promise<{ outcomes: Outcome[]; found: number }> {
  const cursor = new AvroCursor(bytes);
  const { schemaText, codec, sync } = readAvroHeader(cursor);
  const reader = readerFor(schemaText);
  const outcomes: Outcome[] = [];
  const budget = new Budget();
  let found = 0;
  try {
    for (const block of readAvroBlocks(cursor, sync)) {
      found += block.count;
      const wanted = Math.min(block.count, announced - outcomes.length);
      for (const outcome of await decodeBlock(block, { codec, reader, budget }, wanted)) outcomes.push(outcome);
    }
  } catch (error) {
    return { outcomes: outcomes.concat(lost(announced - outcomes.length, messageOf(error), bytes)), found };
  }
  return { outcomes, found };
}

/** Gives exactly `wanted` outcomes. */
async function decodeBlock(
  block: AvroBlock,
  { codec, reader, budget }: { codec: string; reader: AvroReader; budget: Budget },
  wanted: number,
): Promise<Outcome[]> {
  if (!block.synced) return lost(wanted, "The block does not end with the file's sync marker.", block.data);
  const outcomes: Outcome[] = [];
  let cursor = new AvroCursor(block.data);
  let start = 0;
  try {
    cursor = new AvroCursor(await inflateBlock(codec, block.data), budget);
    while (outcomes.length < wanted) {
      start = cursor.pos;
      cursor.beginRecord();
      outcomes.push(toRecord(reader(cursor, 0)));
    }
    if (wanted === block.count && cursor.remaining > 0) {
      const problem = `The block has ${cursor.remaining} bytes after its last record.`;
      outcomes.splice(-1, 1, ...lost(Math.min(1, wanted), problem, restOf(cursor, start, block)));
    }
  } catch (error) {
    return outcomes.concat(lost(wanted - outcomes.length, messageOf(error), restOf(cursor, start, block)));
  }
  return outcomes;
}

/** What is left of a block, as it was sent when it is very much. */
function restOf({ bytes }: AvroCursor, start: number, block: AvroBlock): Uint8Array {
  const rest = bytes.subarray(start);
  return rest.byteLength > maxRecordBytes ? block.data : rest;
}

function toRecord(value: unknown): Outcome {
  return toOutcome(value, () => Buffer.from(JSON.stringify(value)));
}

/** The first of the lost records keeps the bytes in which they stood. */
function lost(count: number, why: string, bytes: Uint8Array): Outcome[] {
  const next = `${why} The bytes are kept with the first record that was lost.`;
  return Array.from({ length: count }, (_, index) =>
    index === 0 ? { malformed: why, raw: () => bytes } : { malformed: next, raw: noRaw },
  );
}

function messageOf(error: unknown): string {
  if (error instanceof AvroError || error instanceof BudgetError) return error.message;
  return `The record cannot be decoded: ${error instanceof Error ? error.message : String(error)}.`;
}
