import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import { listFixtures } from "@/lib/ingest/testing/fixtures";
import { avroFile } from "./avro.fixture";
import { decodeChunk } from "./decode-chunk";

const text = (value: string) => new TextEncoder().encode(value);

function header(format: ChunkHeader["format"], records: number): ChunkHeader {
  const receivedAt = "2026-11-23T10:00:00.000Z";
  return { batchId: "b", sourceId: "s", kind: "clicks", format, chunkNo: 0, firstRecord: 11, records, receivedAt };
}

const schema = {
  type: "record",
  name: "R",
  fields: [
    { name: "id", type: "long" },
    { name: "t", type: ["null", "string"] },
  ],
};
const rows = Array.from({ length: 20 }, (_, id) => ({ id, t: `text ${id}` }));
const bodies = {
  json: encodeFrames(rows.map((row) => text(JSON.stringify(row)))),
  csv: encodeFrames([text("id,t"), ...rows.map((row) => text(`${row.id},"text, ${row.id}"`))]),
  avro: new Uint8Array(avroFile(schema, [rows.slice(0, 7), rows.slice(7)], "deflate")),
};
const formats = ["json", "csv", "avro"] as const;

/** Numbers that are the same in every run (Park and Miller's generator). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

describe("decodeChunk", () => {
  it.each(formats)("numbers the records of a %s chunk from its first", async (format) => {
    const outcomes = await decodeChunk(header(format, 20), bodies[format]);
    expect(outcomes.map((outcome) => outcome.record)).toEqual(rows.map((_, index) => 11 + index));
    expect(outcomes.every((outcome) => "value" in outcome)).toBe(true);
  });

  it.each(formats)("makes malformed records of those that a %s chunk lacks", async (format) => {
    const outcomes = await decodeChunk(header(format, 23), bodies[format]);
    expect(outcomes.map((outcome) => "value" in outcome)).toEqual([...Array(20).fill(true), false, false, false]);
    expect(outcomes.at(-1)).toMatchObject({ malformed: expect.stringContaining("announced 23") });
  });

  it.each(formats)("tells of more records than a %s chunk announced", async (format) => {
    const outcomes = await decodeChunk(header(format, 5), bodies[format]);
    expect(outcomes).toHaveLength(5);
    expect(outcomes.at(-1)).toMatchObject({ malformed: expect.stringContaining("holds 20") });
    expect(await decodeChunk(header(format, 0), bodies[format])).toEqual([]);
  });

  it.each(formats)("gives as many outcomes as were announced, however a %s chunk is damaged", async (format) => {
    const random = randomNumbers(20261123);
    const body = bodies[format];
    for (let round = 0; round < 1000; round += 1) {
      const bytes = body.slice(0, round % 3 === 0 ? random(body.length) : body.length);
      for (let hits = random(4); hits >= 0 && bytes.length > 0; hits -= 1) bytes[random(bytes.length)] = random(256);
      const records = round % 5 === 0 ? random(40) : 20;
      const outcomes = await decodeChunk(header(format, records), bytes);
      expect(outcomes).toHaveLength(records);
      for (const outcome of outcomes) expect(outcome.raw()).toBeInstanceOf(Uint8Array);
    }
  });
});

/** Tells what is wrong with how a file of JSONTestSuite was read, or null; its name says what it must be. */
async function mistakeIn(name: string, bytes: Uint8Array): Promise<string | null> {
  const [outcome] = await decodeChunk(header("json", 1), encodeFrames([bytes]));
  if (!outcome) return `${name}: no outcome`;
  const isJson = "value" in outcome || !outcome.malformed.includes("not valid JSON");
  if (name.startsWith("y_") && !isJson) return `${name}: refused`;
  return name.startsWith("n_") && "value" in outcome ? `${name}: taken` : null;
}

describe("the foreign files of fixtures/json", () => {
  it("are read as JSON or refused, as their names say", async () => {
    const files = listFixtures("json/JSONTestSuite", ".json");
    const mistakes = await Promise.all(files.map(({ path, bytes }) => mistakeIn(basename(path), bytes)));
    expect(mistakes.filter(Boolean)).toEqual([]);
  });
});
