/** A file that is never held whole: any part of it can be made from its place. */
export interface FileContent {
  contentType: string;
  bytes: number;
  records: number;
  /** The file's bytes from that offset on, in pieces. */
  from(offset: number): Generator<Buffer>;
}

interface Layout {
  contentType: string;
  header: Buffer;
  /** How many of them; each is as long as the others. */
  units: number;
  unitBytes: number;
  recordsPerUnit: number;
  unit(index: number): Buffer;
}

const unitsPerPiece = 64;

/** Makes a file of a header and units of one length, so that an offset tells which unit it is in. */
function contentOf({ contentType, header, units, unitBytes, recordsPerUnit, unit }: Layout): FileContent {
  return {
    contentType,
    bytes: header.length + units * unitBytes,
    records: units * recordsPerUnit,
    *from(offset) {
      if (offset < header.length) yield header.subarray(offset);
      const start = Math.max(0, offset - header.length);
      let skip = start % unitBytes;
      for (let index = Math.floor(start / unitBytes); index < units; index += unitsPerPiece) {
        const count = Math.min(unitsPerPiece, units - index);
        yield Buffer.concat(Array.from({ length: count }, (_, step) => unit(index + step))).subarray(skip);
        skip = 0;
      }
    },
  };
}

const occurredAt = new Date(Date.now() - 3_600_000).toISOString();
const number = (index: number) => String(index).padStart(10, "0");

/** Impressions as CSV, about `bytes` long, with rows of some 4 KB, most of it a column that nobody maps. */
export function csvContent(bytes: number, creativeId: string): FileContent {
  const header = Buffer.from("eventId,occurredAt,userId,creativeId,site,note\n");
  const note = `"said ""so"", ${"x, y\n".repeat(800)}"`;
  const unit = (index: number) =>
    Buffer.from(`csv-${number(index)},${occurredAt},user-${number(index % 5000)},${creativeId},example.com,${note}\n`);
  const unitBytes = unit(0).length;
  const units = Math.max(1, Math.floor((bytes - header.length) / unitBytes));
  return contentOf({ contentType: "text/csv", header, units, unitBytes, recordsPerUnit: 1, unit });
}

const schema = JSON.stringify({
  type: "record",
  name: "impression",
  fields: ["eventId", "occurredAt", "userId", "creativeId", "site", "note"].map((name) => ({ name, type: "string" })),
});
const syncMarker = Buffer.alloc(16, 0x5a);
const recordsPerBlock = 16;

/** The same as an Avro object container file (codec null, 16 records a block). */
export function avroContent(bytes: number, creativeId: string): FileContent {
  const header = Buffer.concat([
    Buffer.from("Obj\u0001"),
    long(2),
    text("avro.codec"),
    text("null"),
    text("avro.schema"),
    text(schema),
    long(0),
    syncMarker,
  ]);
  const note = "z".repeat(4000);
  const record = (index: number) =>
    Buffer.concat(
      [`avr-${number(index)}`, occurredAt, `user-${number(index % 5000)}`, creativeId, "example.com", note].map(text),
    );
  const unit = (block: number) => {
    const data = Buffer.concat(
      Array.from({ length: recordsPerBlock }, (_, index) => record(block * recordsPerBlock + index)),
    );
    return Buffer.concat([long(recordsPerBlock), long(data.length), data, syncMarker]);
  };
  const unitBytes = unit(0).length;
  const units = Math.max(1, Math.floor((bytes - header.length) / unitBytes));
  return contentOf({ contentType: "avro/binary", header, units, unitBytes, recordsPerUnit: recordsPerBlock, unit });
}

/** An Avro long: zig-zag, seven bits a byte. */
export function long(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value * 2;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** An Avro string or bytes. */
export function text(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([long(bytes.length), bytes]);
}
