import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { maxRecordBytes } from "@/lib/contracts/chunk";
import { type Door, openDoor, recordsOf, streamOf } from "./testing/door";
import { listFixtures } from "./testing/fixtures";

let door: Door;
beforeAll(async () => {
  door = await openDoor(process.env.NATS_URL ?? "");
});
beforeEach(() => door.empty());
afterAll(() => door.close());

const event = (id: number, size = 100) => JSON.stringify({ id, text: "x".repeat(size) });
const events = (count: number, size?: number) => Array.from({ length: count }, (_, index) => event(index + 1, size));
const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ name: "AppError", code, details: expect.objectContaining(details) });

describe("accept", () => {
  it("publishes one chunk with the totals, and answers with them", async () => {
    const body = '[{"id":1},{"id":2}]';
    const accepted = await door.send(body);
    expect(accepted).toEqual({ batchId: expect.any(String), chunks: 1, records: 2, bytes: body.length });
    const [chunk, ...others] = await door.published();
    expect(others).toEqual([]);
    expect(recordsOf(chunk!)).toEqual(['{"id":1}', '{"id":2}']);
    expect(chunk!.messageId).toBe(`${accepted.batchId}:0`);
    const { receivedAt, ...header } = chunk!.header;
    expect(Math.abs(Date.now() - Date.parse(receivedAt))).toBeLessThan(60_000);
    expect(header).toEqual({
      batchId: accepted.batchId,
      sourceId: "s1",
      kind: "impressions",
      format: "json",
      chunkNo: 0,
      firstRecord: 1,
      records: 2,
      totals: { chunks: 1, records: 2, bytes: body.length },
    });
  });

  it("cuts a long body into numbered chunks, of which the last has the totals", async () => {
    const lines = events(1201);
    const accepted = await door.send(lines.join("\n"), { contentType: "application/x-ndjson" });
    const chunks = await door.published();
    expect(chunks.map(({ header }) => [header.chunkNo, header.firstRecord, header.records])).toEqual([
      [0, 1, 500],
      [1, 501, 500],
      [2, 1001, 201],
    ]);
    expect(chunks.flatMap(recordsOf)).toEqual(lines);
    expect(chunks.map(({ header }) => header.totals)).toEqual([
      undefined,
      undefined,
      { chunks: accepted.chunks, records: 1201, bytes: accepted.bytes },
    ]);
  });

  it("repeats the header line in every chunk of a CSV body, and says its delimiter", async () => {
    const rows = Array.from({ length: 700 }, (_, index) => `${index};"a\n${index}"`);
    await door.send(`id;name\n${rows.join("\n")}\n`, { kind: "interactions", contentType: "text/csv" });
    const chunks = await door.published();
    expect(chunks).toHaveLength(2);
    expect(chunks.map((chunk) => recordsOf(chunk)[0])).toEqual(["id;name", "id;name"]);
    expect(chunks.flatMap((chunk) => recordsOf(chunk).slice(1))).toEqual(rows);
    expect(chunks[0]!.header).toMatchObject({ format: "csv", kind: "interactions", delimiter: ";" });
  });

  it("says in which line each chunk begins, and where blank lines stand inside it", async () => {
    const rows = Array.from({ length: 520 }, (_, index) =>
      index === 2 || index === 500 ? `\n\n${index}` : `${index}`,
    );
    await door.send(`id\n${rows.join("\n")}\n`, { contentType: "text/csv" });
    const [first, second] = await door.published();
    expect(first!.header).toMatchObject({ firstLine: 2, blankLines: [[2, 2]] });
    expect(second!.header).toMatchObject({ firstLine: 506 });
    expect(second!.header.blankLines).toBeUndefined();
  });

  it("says where a body comes from", async () => {
    await door.send("{}", { via: "correction", fileName: "rejects.json", corrects: "b0" });
    expect((await door.published())[0]!.header).toMatchObject({
      via: "correction",
      fileName: "rejects.json",
      corrects: "b0",
    });
  });

  it("takes foreign Avro in, the header in front of every chunk", async ({ skip }) => {
    const file = listFixtures("advertisex-brief", ".avro")[0];
    if (!file) return skip("the fixtures are not there");
    const accepted = await door.send(file.bytes, { kind: "bid-requests", contentType: "avro/binary" });
    expect(accepted.records).toBe(1000);
    const chunks = await door.published();
    expect(chunks.reduce((sum, { header }) => sum + header.records, 0)).toBe(1000);
    for (const { payload } of chunks) expect(Buffer.from(payload.subarray(0, 4)).toString()).toBe("Obj\u0001");
  });

  it.each([
    ["[]", "application/json"],
    ["id,name\n", "text/csv"],
  ])("makes a batch of no records of %j", async (body, contentType) => {
    expect(await door.send(body, { contentType })).toMatchObject({ chunks: 1, records: 0 });
    expect((await door.published()).map(({ header }) => header)).toMatchObject([
      { chunkNo: 0, firstRecord: 1, records: 0, totals: { chunks: 1, records: 0 } },
    ]);
  });

  it("reads gzip", async () => {
    const body = `[${events(3).join(",")}]`;
    const accepted = await door.send(gzipSync(body), { contentEncoding: "gzip" });
    expect(accepted).toMatchObject({ records: 3, bytes: body.length });
  });

  it("takes a record of the largest size", async () => {
    const frame = '{"id":1,"text":""}'.length;
    expect(await door.send(event(1, maxRecordBytes - frame))).toMatchObject({ records: 1 });
    await expect(door.send(event(1, maxRecordBytes - frame + 1))).rejects.toEqual(refused("too_large", { record: 1 }));
  });
});

describe("accept, of a body that cannot be taken in whole", () => {
  it("keeps the records in front of the place, and closes the batch with the reason", async () => {
    const refusal = door.send(`[${events(600).join(",")},]`);
    await expect(refusal).rejects.toEqual(refused("malformed_body", { record: 601, acceptedRecords: 600 }));
    const chunks = await door.published();
    expect(chunks.map(({ header }) => header.records)).toEqual([500, 100]);
    expect(chunks.map(({ header }) => header.totals?.error)).toEqual([
      undefined,
      expect.stringMatching(/next element/),
    ]);
    expect(chunks[1]!.header.totals).toMatchObject({ chunks: 2, records: 600 });
  });

  it.each([
    ["an empty body", "", {}, "malformed_body"],
    ["no body", "", { body: null }, "malformed_body"],
    ["a body of another kind", "<html>", {}, "malformed_body"],
    ["damaged gzip", "no gzip", { contentEncoding: "gzip" }, "malformed_body"],
    [
      "another codec",
      'Obj\u0001\u0004\u0014avro.codec\u000czopfli\u0016avro.schema\u000a"int"\u0000 sixteen letters',
      { contentType: "avro/binary" },
      "unsupported_codec",
    ],
  ])("publishes nothing of %s", async (_, body, request, code) => {
    await expect(door.send(body, request)).rejects.toEqual(refused(code, { acceptedRecords: 0 }));
    expect(await door.published()).toEqual([]);
  });

  it.each(["text/plain", null])("refuses the content type %s", async (contentType) => {
    await expect(door.send("{}", { contentType })).rejects.toMatchObject({ code: "unsupported_media_type" });
  });

  it("stops at a decompression bomb", async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from("[1"), Buffer.alloc(60 * 1024 * 1024, 0x20)]));
    await expect(door.send(bomb, { contentEncoding: "gzip" })).rejects.toEqual(refused("too_large"));
  });

  it("keeps what came before the client went away", async () => {
    const body = streamOf([`[${events(510).join(",")},`, '{"half":'], new Error("aborted"));
    await expect(door.send(body)).rejects.toEqual(refused("malformed_body", { acceptedRecords: 510 }));
    const chunks = await door.published();
    expect(chunks.at(-1)?.header).toMatchObject({ records: 10, totals: { records: 510, error: expect.any(String) } });
  });

  it("stops reading when the client's signal fires", async () => {
    const abort = new AbortController();
    const endless = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
    const refusal = door.send(endless, { signal: abort.signal });
    setTimeout(() => abort.abort(), 20);
    await expect(refusal).rejects.toEqual(refused("malformed_body", { acceptedRecords: 0 }));
  });

  it("does not take a body that ends before its announced length for a whole one", async () => {
    const body = '{"id":1}\n{"cut":2}';
    const refusal = door.send(body, { contentType: "application/x-ndjson", contentLength: body.length + 9 });
    await expect(refusal).rejects.toEqual(refused("malformed_body", { acceptedRecords: 1 }));
    expect((await door.published())[0]!.header.totals?.error).toMatch(/ended after 18 of 27 bytes/);
  });
});
