import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { maxRecordBytes } from "@/lib/contracts/chunk";
import { ChunkGatherer, type GatheredChunk } from "@/lib/ingest/gather-chunks";
import { BodyRefusal } from "@/lib/ingest/split/body-refusal";
import { CsvSplitter } from "@/lib/ingest/split/split-csv";
import { JsonSplitter } from "@/lib/ingest/split/split-json";
import type { Splitter } from "@/lib/ingest/split/splitter";
import { type Fixture, listFixtures } from "@/lib/ingest/testing/fixtures";
import { readChunkText, withLine } from "./chunk-text";
import { decodeChunk } from "./decode-chunk";
import type { DecodedRecord } from "./decoded";

/** Takes a body through the door's cuts and chunks, and the decoder. */
async function readBody(format: "csv" | "json", splitter: Splitter, body: Uint8Array) {
  const gatherer = new ChunkGatherer({ format, maxBytes: 2000, firstRecord: 1 });
  const chunks: (GatheredChunk | undefined)[] = [];
  let refusal: BodyRefusal | undefined;
  try {
    for (const cut of splitter.push(body)) chunks.push(gatherer.add(cut, splitter));
    for (const cut of splitter.end()) chunks.push(gatherer.add(cut, splitter));
  } catch (error) {
    if (!(error instanceof BodyRefusal)) throw error;
    refusal = error;
  }
  chunks.push(gatherer.flush());
  const decoded: DecodedRecord[] = [];
  const messages: string[] = [];
  for (const chunk of chunks) {
    if (!chunk) continue;
    const text = readChunkText(chunk, chunk.payload);
    for (const outcome of await decodeChunk(chunk, chunk.payload)) {
      decoded.push(outcome);
      if ("malformed" in outcome) messages.push(withLine(text, outcome.record, outcome.malformed));
    }
  }
  return { decoded, messages, refusal };
}
const readCsv = (body: Uint8Array) => readBody("csv", new CsvSplitter(maxRecordBytes), body);
const named = (files: Fixture[]) => files.map(({ path, bytes }) => [basename(path), bytes, path] as const);

describe("the foreign files of fixtures/csv", () => {
  const spectrum = listFixtures("csv/csv-spectrum/csvs", ".csv");
  it.skipIf(spectrum.length === 0)("csv-spectrum gives its expected JSON", async () => {
    for (const [name, bytes, path] of named(spectrum)) {
      const root = process.env.FIXTURES_DIR ?? "../shared/fixtures";
      const json = `${root}/${path.replace("/csvs/", "/json/").replace(".csv", ".json")}`;
      const { decoded, refusal } = await readCsv(bytes);
      const values = decoded.map((outcome) => ("value" in outcome ? { ...outcome.value } : outcome.malformed));
      const expected = [JSON.parse(readFileSync(json, "utf8"))].flat();
      // its CSV has another number than its JSON
      if (name === "location_coordinates.csv") expected[0]["Contact Phone Number"] = "2095257564";
      expect({ name, values, refusal }).toEqual({ name, values: expected, refusal: undefined });
    }
  });

  const others = listFixtures("csv/csv-parser", ".csv");
  it.skipIf(others.length === 0)("csv-parser's files are read, or what is wrong is told with its line", async () => {
    for (const [name, bytes] of named(others)) {
      const { decoded, messages, refusal } = await readCsv(bytes);
      // the file whose lines end with X is one line, which is its header
      const isRead = decoded.length > 0 || refusal !== undefined || name === "option-newline.csv";
      expect({ name, isRead }).toEqual({ name, isRead: true });
      for (const message of messages)
        expect({ name, message }).toMatchObject({ message: expect.stringMatching(/^Line \d+: /) });
    }
  });
});

describe("lines of rejected CSV rows", () => {
  const encoder = new TextEncoder();
  const messagesOf = async (body: Uint8Array | string) =>
    (await readCsv(typeof body === "string" ? encoder.encode(body) : body)).messages;

  it.each([
    ["ragged rows", "a,b\n1,2\n\n1\n1,2,3\n", ["Line 4: The row has 1 f", "Line 5: The row has 3 f"]],
    ["a row behind line ends in cells", 'a,b\r\n"1\r\n\r\n",2\r\nx\r\n', ["Line 5: The row has 1 f"]],
    ["bare carriage returns", "a,b\r1,2\r3\r", ["Line 3: The row has 1 f"]],
    ["two values for one name", "a,a\n1,1\n1,2\n", ["Line 3: The header name"]],
  ])("%s", async (_, body, expected) => {
    expect((await messagesOf(body)).map((message) => message.slice(0, 23))).toEqual(expected);
  });

  it("text that is not UTF-8", async () => {
    const body = Buffer.concat([
      encoder.encode("a,b\n1,2\n"),
      Uint8Array.of(0xff, 0x2c, 0x31),
      encoder.encode("\n3,4"),
    ]);
    expect(await messagesOf(body)).toEqual([expect.stringMatching(/^Line 3: The text is not UTF-8/)]);
  });

  it("counts on from chunk to chunk", async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => (index === 2900 ? "x" : `${index},2`));
    expect(await messagesOf(`a,b\n${rows.join("\n")}`)).toEqual([expect.stringMatching(/^Line 2902: /)]);
  });

  it("names empty columns by their number", async () => {
    const { decoded } = await readCsv(encoder.encode("a,,\n1,2,3\n"));
    expect(decoded).toMatchObject([{ value: { a: "1", column_2: "2", column_3: "3" } }]);
  });
});

describe("the foreign files of fixtures/json", () => {
  const files = listFixtures("json/JSONTestSuite", ".json");

  it.skipIf(files.length === 0)("are read, refused at the door, or malformed, as their names say", async () => {
    for (const [name, bytes] of named(files)) {
      const { decoded, refusal } = await readBody("json", new JsonSplitter(maxRecordBytes), bytes);
      const wrong = decoded.flatMap((outcome) => ("malformed" in outcome ? [outcome.malformed] : []));
      // a value that is no object is read, and is no record
      const isRead = refusal === undefined && wrong.every((message) => message.includes("must be an object"));
      if (name.startsWith("y_")) expect({ name, isRead }).toEqual({ name, isRead: true });
      const isTaken = refusal === undefined && wrong.length === 0 && decoded.length > 0;
      if (name.startsWith("n_")) expect({ name, isTaken }).toEqual({ name, isTaken: false });
    }
  });
});
