import avro from "avsc";
import { describe, expect, it } from "vitest";
import { AvroSplitter } from "@/lib/ingest/split/split-avro";
import { cutBody, piecesOf } from "@/lib/ingest/testing/cut-body";
import { wrapSingleObject } from "./wrap-single-object";

const schema = JSON.stringify({ type: "record", name: "Bid", fields: [{ name: "id", type: "string" }] });
const fingerprint = "c7033441d5c2a0b1";
const datum = avro.Type.forSchema(JSON.parse(schema)).toBuffer({ id: "b-1" });
const message = Buffer.concat([Buffer.from([0xc3, 0x01]), Buffer.from(fingerprint, "hex"), datum]);

const options = {
  maxRecordBytes: 100,
  findSchema: async (asked: string) => (asked === fingerprint ? schema : undefined),
};

async function wrap(pieces: Uint8Array[]): Promise<Uint8Array> {
  const source = (async function* () {
    yield* pieces;
  })();
  const made: Uint8Array[] = [];
  for await (const piece of wrapSingleObject(source, options)) made.push(piece);
  return Buffer.concat(made);
}

function decode(file: Uint8Array): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const values: unknown[] = [];
    const decoder = new avro.streams.BlockDecoder();
    decoder.on("data", (value) => values.push(value));
    decoder.on("end", () => resolve(values)).on("error", reject);
    decoder.end(file);
  });
}

describe("wrapSingleObject", () => {
  it("makes a file that another decoder reads, the same in any pieces", async () => {
    const file = await wrap([message]);
    expect(await decode(file)).toEqual([{ id: "b-1" }]);
    for (const pieces of piecesOf(message)) expect(await wrap(pieces)).toEqual(file);
    expect(cutBody(new AvroSplitter(1000), [file])).toMatchObject({ records: 1, refusal: undefined });
  });

  it("takes an object of no bytes", async () => {
    const file = await wrap([message.subarray(0, 10)]);
    expect(cutBody(new AvroSplitter(1000), [file])).toMatchObject({ records: 1, refusal: undefined });
  });

  it.each<[string, Buffer, string, number, RegExp]>([
    ["nothing", Buffer.alloc(0), "malformed_body", 0, /ends inside the 10 bytes/],
    ["a wrong first byte", Buffer.from([0xc4, ...message.subarray(1)]), "malformed_body", 0, /C3 01/],
    ["a wrong second byte", Buffer.from([0xc3, 2, ...message.subarray(2)]), "malformed_body", 1, /C3 01/],
    ["a short body", message.subarray(0, 9), "malformed_body", 9, /ends inside/],
    [
      "an unknown fingerprint",
      Buffer.from(message).fill(7, 2, 10),
      "malformed_body",
      2,
      /0707070707070707.*POST \/api\/schemas/,
    ],
    ["a long body", Buffer.concat([message, Buffer.alloc(100)]), "too_large", 0, /longer than 100 bytes/],
  ])("refuses %s", async (_, body, code, byteOffset, says) => {
    for (const pieces of piecesOf(body)) {
      const refusal = await wrap(pieces).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ name: "BodyRefusal", code, byteOffset, record: 1 });
      expect((refusal as Error).message).toMatch(says);
    }
  });
});
