import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { maxRecordBytes } from "@/lib/contracts/chunk";
import { AvroSplitter } from "@/lib/ingest/split/split-avro";
import { cutBody } from "@/lib/ingest/testing/cut-body";
import { listFixtures } from "@/lib/ingest/testing/fixtures";
import { decodeChunk } from "./decode-chunk";

const expectedSchema = z.record(
  z.string(),
  z.object({ expect: z.enum(["valid", "reject", "ambiguous"]), records: z.number().optional() }),
);
const files = [...listFixtures("avro", ".avro"), ...listFixtures("advertisex-brief/data", ".avro")];
const folder = process.env.FIXTURES_DIR ?? "../shared/fixtures";
const expected =
  files.length === 0 ? {} : expectedSchema.parse(JSON.parse(readFileSync(join(folder, "avro/EXPECTED.json"), "utf8")));

/** Takes a file through the door's cuts and the decoder, each block as a chunk. */
async function readFile(bytes: Uint8Array) {
  const { cuts, prefix, refusal, records } = cutBody(new AvroSplitter(maxRecordBytes), [bytes]);
  const problems: string[] = refusal ? [refusal.message] : [];
  let decoded = 0;
  for (const cut of cuts) {
    const chunk = new Uint8Array(Buffer.from(prefix + cut, "latin1"));
    const head = { format: "avro" as const, firstRecord: 1, records: blockCount(cut) };
    for (const outcome of await decodeChunk(head, chunk)) {
      // a value that is no record is read all the same
      if ("value" in outcome || outcome.malformed.includes("must be an object of fields")) decoded += 1;
      else problems.push(outcome.malformed);
    }
  }
  return { decoded, received: records, problems };
}

/** The count in front of a block. */
function blockCount(cut: string): number {
  let value = 0;
  for (let index = 0; ; index += 1) {
    const byte = cut.charCodeAt(index);
    value += (byte & 127) * 128 ** index;
    if (byte < 128) return value / 2;
  }
}

describe("the foreign files of fixtures/avro", () => {
  it.skipIf(files.length === 0)("are all told of in EXPECTED.json", () => {
    expect(files.filter(({ path }) => !expected[path])).toEqual([]);
  });

  it.each(files.map(({ path, bytes }) => [path, bytes] as const))("%s comes out as expected", async (path, bytes) => {
    const told = expected[path];
    const { decoded, received, problems } = await readFile(bytes);
    if (told?.expect === "valid")
      expect({ decoded, received, problems }).toEqual({ decoded: told.records, received: told.records, problems: [] });
    if (told?.expect === "reject") expect(problems).not.toEqual([]);
  });
});
