/** Bodies of many records in each format that an upload can go on in, all bytes following from the count. */
export interface SampleBody {
  name: string;
  contentType: string;
  bytes: Uint8Array;
  records: number;
}

export function sampleBodies(records: number): SampleBody[] {
  return [
    { name: "csv", contentType: "text/csv; charset=utf-8", bytes: csvBody(records), records },
    { name: "json array", contentType: "application/json", bytes: jsonBody(records), records },
    { name: "json values", contentType: "application/json", bytes: valuesBody(records), records },
    { name: "ndjson", contentType: "application/x-ndjson", bytes: linesBody(records), records },
    { name: "avro", contentType: "avro/binary", bytes: avroBody(records), records },
  ];
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Behind a byte order mark; with quoted line ends, doubled quotes, letters of several bytes, and blank lines. */
export function csvBody(records: number): Uint8Array {
  const rows = numbers(records).map((no) => {
    const blank = no % 97 === 5 ? "\r\n\n" : "";
    return `${blank}${no};"line one\nline two ""ü""";${"x".repeat(no % 50)}\r\n`;
  });
  return Buffer.from(`\ufeffid;text;filler\r\n\r\n${rows.join("")}`);
}

export function jsonBody(records: number): Uint8Array {
  const values = numbers(records).map((no) =>
    JSON.stringify({ id: no, text: `[{"],ü\\${no}`, filler: "x".repeat(no % 50) }),
  );
  return Buffer.from(` [\n${values.join(" ,\n")}\n] \n`);
}

/** Objects one after the other, with space or nothing between them. */
export function valuesBody(records: number): Uint8Array {
  const values = numbers(records).map((no) => `${JSON.stringify({ id: no, text: "}{" })}${no % 3 === 0 ? "\n" : ""}`);
  return Buffer.from(values.join(""));
}

export function linesBody(records: number): Uint8Array {
  const lines = numbers(records).map((no) => {
    const blank = no % 89 === 7 ? "\n \r\n" : "";
    return `${blank}${JSON.stringify({ id: no, text: "ü", filler: "x".repeat(no % 50) })}\n`;
  });
  return Buffer.from(lines.join(""));
}

/** An object container file of strings, whose header is as long as that of a wide table. */
export function avroBody(records: number): Uint8Array {
  const doc = "a column ".repeat(600);
  const metadata = { "avro.schema": JSON.stringify({ type: "string", doc }), "avro.codec": "null" };
  const entries = Object.entries(metadata).flatMap(([key, value]) => [avroText(key), avroText(value)]);
  const header = [Buffer.from("Obj\u0001"), avroLong(Object.keys(metadata).length), ...entries, avroLong(0), marker];
  const blocks: Uint8Array[] = [];
  for (let from = 0; from < records; from += 170) {
    const texts = numbers(Math.min(170, records - from)).map((no) =>
      avroText(`record ${from + no} ${"x".repeat(no % 50)}`),
    );
    const data = Buffer.concat(texts);
    blocks.push(avroLong(texts.length), avroLong(data.length), data, marker);
  }
  return Buffer.concat([...header, ...blocks]);
}

const marker = new Uint8Array(16).map((_, index) => 0xa0 + index);

function avroText(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  return Buffer.concat([avroLong(bytes.length), bytes]);
}

/** A long in Avro's zig-zag code. */
function avroLong(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value * 2;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return new Uint8Array([...bytes, rest]);
}
