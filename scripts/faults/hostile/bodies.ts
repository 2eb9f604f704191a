import { brotliCompressSync, crc32, deflateRawSync, gzipSync } from "node:zlib";
import { compress as snappy } from "snappyjs";
import { long, text } from "../upload/file-content";

/** A request that the door takes as it stands, to be spoilt. */
export interface ValidRequest {
  form: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

const count = 12;
const at = new Date(Date.now() - 60_000).toISOString();

const event = (index: number) => ({
  eventId: `hostile-${index}`,
  occurredAt: at,
  userId: `user-${index}`,
  creativeId: "fault-0-a",
  site: "example.com",
  note: 'a "quoted" é \u{1f600} \\ text',
});
const events = Array.from({ length: count }, (_, index) => event(index));
const json = events.map((one) => JSON.stringify(one));

const columns = Object.keys(event(0)) as (keyof ReturnType<typeof event>)[];
function csv(delimiter: string, lineEnd: string): string {
  const cell = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const rows = events.map((one) => columns.map((column) => cell(one[column])).join(delimiter));
  return [columns.join(delimiter), ...rows].join(lineEnd);
}

const schema = JSON.stringify({
  type: "record",
  name: "impression",
  fields: columns.map((name) => ({ name, type: ["null", "string"] })),
});

/** The schema of the Avro bodies, to be registered for the single-object ones. */
export const hostileSchema = schema;

const avroRecord = (one: ReturnType<typeof event>) =>
  Buffer.concat(columns.flatMap((column) => [long(1), text(one[column])]));

function container(codec: string, encode: (data: Buffer) => Buffer): Buffer {
  const syncMarker = Buffer.alloc(16, 0x3c);
  const blocks = [events.slice(0, count / 2), events.slice(count / 2)].map((part) => {
    const data = encode(Buffer.concat(part.map(avroRecord)));
    return Buffer.concat([long(part.length), text(data), syncMarker]);
  });
  const metadata = [long(2), text("avro.codec"), text(codec), text("avro.schema"), text(schema), long(0)];
  return Buffer.concat([Buffer.from("Obj\u0001"), ...metadata, syncMarker, ...blocks]);
}

function snappyBlock(data: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(data));
  return Buffer.concat([Buffer.from(snappy(data)), sum]);
}

/** A Zstandard frame that holds the data as it is (RFC 8878, section 3.1.1: one raw block). */
function zstdFrame(data: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  const block = Buffer.alloc(4);
  block.writeUInt32LE((data.length << 3) | 1);
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0]), size, block.subarray(0, 3), data]);
}

/** Six records of the schema, packed beforehand: Node writes neither of the two. */
const packed = {
  bzip2:
    "QlpoOTFBWSZTWXXg24AAAAZ7gBBEUQAAA38QBBAvD95AMAC4DGmIwjTAAAGNMRhGmAAAEUUnqJ5PU01GNCN6R6p5H8HUdK8s+enUaUpSm/IVt39jM9hmcRmYiIyBqPUCR1HUYGRyHMZGBgaGIwPcYMBgYHAZHcOAwMAyOw3H+HoPEajoNhsPwbDYdhqNxuNR2Gg3G4/B5j9DmOI4jcaD/i7kinChIOvBtwA=",
  xz: "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AG7AGZdAAEEkhQCWDtFu9nYnqrj+1meGnpsq/kET2fAx+HRD70xDLyNDA/3V/aRCKXzpoP+TOcIpgMUdEqBjlIQaiocxf5LJsvvyiqSgEVx1VNyrbtmVh12sXtEe12Rz+JkbIqABpPAkh4hQgAAANcxBOzTQP/xAAGCAbwDAADFB6/4scRn+wIAAAAABFla",
};

const packedContainer = (codec: keyof typeof packed) => container(codec, () => Buffer.from(packed[codec], "base64"));

const boundary = "hostile-boundary";
const multipart = Buffer.from(
  [
    ["a.json", "application/json", json.join("")],
    ["b.csv", "text/csv", csv(",", "\r\n")],
  ]
    .map(
      ([name, type, body]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n${body}\r\n`,
    )
    .join("")
    .concat(`--${boundary}--\r\n`),
);

const request = (form: string, contentType: string, body: Buffer | string, encoding?: string): ValidRequest => ({
  form,
  path: "impressions",
  headers: { "content-type": contentType, ...(encoding && { "content-encoding": encoding }) },
  body: Buffer.from(body),
});

/** One valid request of every form that the door reads. */
export function validRequests(fingerprint: string): ValidRequest[] {
  const array = `[${json.join(",\n ")}]`;
  const single = Buffer.concat([Buffer.from([0xc3, 0x01]), Buffer.from(fingerprint, "hex"), avroRecord(event(0))]);
  return [
    request("JSON object", "application/json", json[0] ?? ""),
    request("JSON array", "application/json", array),
    request("JSON values", "application/json", json.join("\n")),
    request("NDJSON", "application/x-ndjson", json.join("\n")),
    request("CSV", "text/csv", csv(",", "\n")),
    request("CSV with semicolons", "text/csv; charset=utf-8", csv(";", "\r\n")),
    request("CSV with tabs", "text/tab-separated-values", csv("\t", "\r")),
    request("CSV in UTF-16", "text/csv; charset=utf-16le", Buffer.from(csv(",", "\n"), "utf16le")),
    request("CSV in Latin-1", "text/csv; charset=iso-8859-1", Buffer.from(csv("|", "\n"), "latin1")),
    request(
      "Avro",
      "avro/binary",
      container("null", (data) => data),
    ),
    request(
      "Avro, deflate",
      "avro/binary",
      container("deflate", (data) => deflateRawSync(data)),
    ),
    request("Avro, snappy", "avro/binary", container("snappy", snappyBlock)),
    request("Avro, zstandard", "avro/binary", container("zstandard", zstdFrame)),
    request("Avro, bzip2", "avro/binary", packedContainer("bzip2")),
    request("Avro, xz", "avro/binary", packedContainer("xz")),
    request("Avro, single object", "application/vnd.apache.avro+single", single),
    request("several files", `multipart/form-data; boundary=${boundary}`, multipart),
    request("gzip", "application/json", gzipSync(array), "gzip"),
    request("brotli", "application/json", brotliCompressSync(array), "br"),
    request("zstd", "application/json", zstdFrame(Buffer.from(array)), "zstd"),
  ];
}
