import { brotliCompressSync, constants, deflateRawSync, gzipSync } from "node:zlib";
import { long, text } from "../upload/file-content";

/** A body made to hurt, and what has to come of it. */
export interface Attack {
  name: string;
  contentType: string;
  contentEncoding?: string;
  body: () => Buffer;
  /** The answer's code; `taken` when the door cannot know and the worker has to reject the records. */
  code: "malformed_body" | "too_large" | "taken";
  /** Records in front of the place, which have to be taken in. */
  acceptedRecords?: number;
  /** Of what is taken: how many records there are, all of which are rejected. */
  rejected?: number;
}

const megabyte = 1024 ** 2;
const spaces = (megabytes: number) => Buffer.concat([Buffer.from("["), Buffer.alloc(megabytes * megabyte, 0x20)]);

/** Frames of blocks that repeat one byte: 4 bytes become 128 KB each (RFC 8878, section 3.1.1.2.3). */
function zstdBomb(blocks: number): Buffer {
  const block = Buffer.alloc(4);
  block.writeUIntLE((131_072 << 3) | 2, 0, 3);
  block[3] = 0x20;
  // a window of 1 MB, no content size
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50]);
  return Buffer.concat([header, ...Array.from({ length: blocks }, () => block)]);
}

const syncMarker = Buffer.alloc(16, 0x7e);
const one = Buffer.concat(["attack", "2026-11-20T12:00:00.000Z", "ann", "fault-0-a", "example.com"].map(text));
const fields = ["eventId", "occurredAt", "userId", "creativeId", "site"].map((name) => ({ name, type: "string" }));
const record = { type: "record", name: "impression", fields };

function header(schema: unknown, codec = "null"): Buffer {
  const metadata = [
    long(2),
    text("avro.codec"),
    text(codec),
    text("avro.schema"),
    text(JSON.stringify(schema)),
    long(0),
  ];
  return Buffer.concat([Buffer.from("Obj\u0001"), ...metadata, syncMarker]);
}
const block = (count: number, data: Buffer, marker = syncMarker) => Buffer.concat([long(count), text(data), marker]);
const good = block(1, one);

/** A long that is as large as a long can be. */
const hugeLong = Buffer.from([0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]);

function avro(name: string, code: Attack["code"], body: () => Buffer, more: Partial<Attack> = {}): Attack {
  return { name: `Avro: ${name}`, contentType: "avro/binary", code, body, ...more };
}

export const attacks: readonly Attack[] = [
  {
    name: "JSON, 10,000 deep",
    contentType: "application/json",
    code: "malformed_body",
    body: () => Buffer.from("[".repeat(10_000)),
  },
  {
    name: "NDJSON, a line 10,000 deep between two that are none",
    contentType: "application/x-ndjson",
    code: "taken",
    rejected: 3,
    body: () => Buffer.from(`{}\n${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}\n{}\n`),
  },
  {
    name: "JSON, one record of 50 MB",
    contentType: "application/json",
    code: "too_large",
    body: () => Buffer.concat([Buffer.from('{"a":"'), Buffer.alloc(50 * megabyte, 0x61), Buffer.from('"}')]),
  },
  {
    name: "CSV, a quote that is never closed over 50 MB",
    contentType: "text/csv",
    code: "too_large",
    body: () => Buffer.concat([Buffer.from('a,b\n1,"'), Buffer.alloc(50 * megabyte, 0x0a)]),
  },
  {
    name: "gzip bomb of 512 MB",
    contentType: "application/json",
    contentEncoding: "gzip",
    code: "too_large",
    body: () => gzipSync(spaces(512)),
  },
  {
    name: "brotli bomb of 256 MB",
    contentType: "application/json",
    contentEncoding: "br",
    code: "too_large",
    body: () => brotliCompressSync(spaces(256), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  },
  {
    name: "zstd bomb of 2 GB",
    contentType: "application/json",
    contentEncoding: "zstd",
    code: "too_large",
    body: () => zstdBomb(16_384),
  },
  avro("cut off in a block", "malformed_body", () => Buffer.concat([header(record), good, good.subarray(0, -20)]), {
    acceptedRecords: 1,
  }),
  avro(
    "a wrong sync marker",
    "malformed_body",
    () => Buffer.concat([header(record), good, block(1, one, Buffer.alloc(16, 1))]),
    { acceptedRecords: 1 },
  ),
  avro(
    "a count of 2^63",
    "malformed_body",
    () => Buffer.concat([header(record), good, hugeLong, text(one), syncMarker]),
    {
      acceptedRecords: 1,
    },
  ),
  avro("a negative count", "malformed_body", () =>
    Buffer.concat([header(record), Buffer.from([0x01]), text(one), syncMarker]),
  ),
  avro(
    "a block that says it has 1 TB",
    "too_large",
    () => Buffer.concat([header(record), good, long(1), long(2 ** 40), one]),
    {
      acceptedRecords: 1,
    },
  ),
  avro("50 of one record's bytes", "taken", () => Buffer.concat([header(record), block(50, one)]), { rejected: 49 }),
  avro(
    "a block that becomes 200 MB",
    "taken",
    () => Buffer.concat([header(record, "deflate"), block(2, deflateRawSync(Buffer.alloc(200 * megabyte)))]),
    { rejected: 2 },
  ),
  avro(
    "50 million nulls in a few bytes",
    "taken",
    () =>
      Buffer.concat([
        header({ type: "record", name: "n", fields: [{ name: "a", type: { type: "array", items: "null" } }] }),
        block(1, Buffer.concat([long(50_000_000), long(0)])),
      ]),
    { rejected: 1 },
  ),
];
