import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { getUploadState } from "./get-upload-state";
import type { IngestRequest } from "./ingest-request";
import { avroBody } from "./testing/bodies";
import { type Door, openDoor, recordsOf } from "./testing/door";

let door: Door;
beforeAll(async () => {
  door = await openDoor(process.env.NATS_URL ?? "");
});
beforeEach(() => door.empty());
afterAll(() => door.close());

type Part = [name: string, type: string, content: string | Uint8Array];

async function send(parts: Part[], request: Partial<IngestRequest> = {}) {
  // the same boundary each time: a repeated request is the same bytes
  const boundary = "----files";
  const bytes = parts.flatMap(([name, type, content]) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from("\r\n"),
  ]);
  const body = Buffer.concat([...bytes, Buffer.from(`--${boundary}--\r\n`)]);
  return door.send(body, { contentType: `multipart/form-data; boundary=${boundary}`, ...request });
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => `${index};x`);
const csv: Part = ["a.csv", "text/csv", `id;name\n${rows(700).join("\n")}\n`];
const lines: Part = ["b.jsonl", "application/x-ndjson", '{"id":1}\n\n{"id":2}\n'];
const comma: Part = ["c.csv", "text/csv", "id,name\n1,2\n"];
const avro: Part = ["d.avro", "avro/binary", avroBody(300)];
const file = ([name, , content]: Part, format: string, firstRecord: number, records: number) => ({
  name,
  format,
  firstRecord,
  records,
  bytes: Buffer.from(content).length,
});

it("takes several files in as one batch, the records numbered through", async () => {
  const accepted = await send([csv, lines, comma, avro]);
  const files = [
    file(csv, "csv", 1, 700),
    file(lines, "json", 701, 2),
    file(comma, "csv", 703, 1),
    file(avro, "avro", 704, 300),
  ];
  expect(accepted).toMatchObject({ chunks: 5, records: 1003, files });
  const chunks = await door.published();
  expect(
    chunks.map(({ header }) => [header.format, header.delimiter, header.firstRecord, header.records, header.firstLine]),
  ).toEqual([
    ["csv", ";", 1, 500, 2],
    ["csv", ";", 501, 200, 502],
    ["json", undefined, 701, 2, 1],
    ["csv", ",", 703, 1, 2],
    ["avro", undefined, 704, 300, undefined],
  ]);
  expect(chunks.map(({ header }) => header.totals?.files)).toEqual([undefined, undefined, undefined, undefined, files]);
  expect(chunks[2]!.header.blankLines).toEqual([[1, 1]]);
  expect(recordsOf(chunks[3]!)).toEqual(["id,name", "1,2"]);
});

it("lists empty files too", async () => {
  const accepted = await send([["empty.csv", "text/csv", "id\n"], lines, ["last.json", "application/json", "[]"]]);
  expect(accepted).toMatchObject({
    chunks: 1,
    records: 2,
    files: [{ records: 0 }, { firstRecord: 1 }, { firstRecord: 3, records: 0 }],
  });
});

it("keeps what stands in front of a refusal, and names the file", async () => {
  const broken: Part = ["broken.json", "application/json", '[{"id":1},{"id":2},]'];
  const refusal = await send([csv, lines, broken, comma]).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    code: "malformed_body",
    message: expect.stringContaining('"broken.json"'),
    details: { file: "broken.json", record: 705, byteOffset: 19, acceptedRecords: 704 },
  });
  const chunks = await door.published();
  expect(chunks.map(({ header }) => header.records)).toEqual([500, 200, 2, 2]);
  const bytes = Buffer.from(csv[2]).length + Buffer.from(lines[2]).length + 19;
  expect(chunks.at(-1)!.header.totals).toEqual({
    chunks: 4,
    records: 704,
    bytes,
    error: expect.stringContaining('"broken.json"'),
    files: [file(csv, "csv", 1, 700), file(lines, "json", 701, 2), { ...file(broken, "json", 703, 2), bytes: 19 }],
  });
});

it("keeps the files in front of one that is of no type that is read", async () => {
  const refusal = await send([lines, ["x.exe", "application/x-msdownload", "MZ"], comma]).catch(
    (error: unknown) => error,
  );
  expect(refusal).toMatchObject({ code: "unsupported_media_type", details: { file: "x.exe", acceptedRecords: 2 } });
  const [chunk, ...others] = await door.published();
  expect(others).toEqual([]);
  expect(chunk!.header.totals).toMatchObject({
    records: 2,
    error: expect.any(String),
    files: [file(lines, "json", 1, 2)],
  });
});

it("answers a repeated request alike, and refuses one with another file", async () => {
  const idempotencyKey = randomUUID();
  const first = await send([csv, lines], { idempotencyKey });
  await door.empty();
  expect(await send([csv, lines], { idempotencyKey })).toEqual(first);
  const other = send([csv, lines, comma], { idempotencyKey });
  await expect(other).rejects.toMatchObject({ code: "idempotency_conflict" });
  const renamed = send([csv, ["z.jsonl", lines[1], lines[2]]], { idempotencyKey });
  await expect(renamed).rejects.toMatchObject({ code: "idempotency_conflict" });
  expect(await door.published()).toEqual([]);
});

it("begins an upload of several files again from its beginning", async () => {
  const idempotencyKey = randomUUID();
  const large: Part = ["large.csv", "text/csv", `id;name\n${rows(15_000).join("\n")}\n`];
  const broken = send([large], { idempotencyKey, contentLength: 10_000_000 });
  await expect(broken).rejects.toMatchObject({ code: "malformed_body" });
  const asked = { sourceId: "s1", kind: "impressions" as const, idempotencyKey };
  expect(await getUploadState(asked, door.deps.idempotency)).toMatchObject({ offset: 0, records: 0, accepted: null });
  const going = send([large], { idempotencyKey, uploadOffset: 5_000 });
  await expect(going).rejects.toMatchObject({ code: "conflict", details: { offset: 0 } });
  expect(await send([large], { idempotencyKey, uploadOffset: 0 })).toMatchObject({ records: 15_000 });
});

it("refuses more files than a batch can tell of, and keeps those in front", async () => {
  const many = Array.from({ length: 600 }, (_, no): Part => [`Übersicht-${no}.jsonl`, "application/x-ndjson", "{}"]);
  const refusal = await send(many).catch((error: unknown) => error);
  const { details } = refusal as { details: { acceptedRecords: number; record: number } };
  expect(refusal).toMatchObject({ code: "too_large", details: { record: details.acceptedRecords + 1 } });
  expect(details.acceptedRecords).toBeGreaterThan(200);
  const chunks = await door.published();
  const { totals } = chunks.at(-1)!.header;
  expect(totals).toMatchObject({ records: details.acceptedRecords, error: expect.stringMatching(/too many files/) });
  expect(totals!.files!.at(-1)).toMatchObject({ name: `Übersicht-${details.acceptedRecords - 1}.jsonl`, records: 1 });
});

it("lists files of the longest names that fit into what JetStream takes", async () => {
  const many = Array.from(
    { length: 60 },
    (_, no): Part => [`${"ü".repeat(240)}${no}.jsonl`, "application/x-ndjson", "{}"],
  );
  expect(await send(many)).toMatchObject({ records: 60 });
});
