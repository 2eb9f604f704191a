import { describe, expect, it } from "vitest";
import { bytesOf, latin1, piecesOf } from "../testing/cut-body";
import { listFixtures } from "../testing/fixtures";
import { AvroSplitter } from "./split-avro";
import { CsvSplitter } from "./split-csv";
import { JsonSplitter } from "./split-json";
import { LineSplitter } from "./split-lines";
import type { Splitter, SplitterStart } from "./splitter";

type SplitterClass = new (maxRecordBytes: number, start?: SplitterStart) => Splitter;

interface Place {
  bytes: string;
  records: number;
  offset: number;
  line: number | undefined;
  /** How to begin at this cut. */
  start: SplitterStart;
}

function places(Splitter: SplitterClass, pieces: Uint8Array[], start?: SplitterStart): Place[] {
  const splitter = new Splitter(1_000_000, start);
  const found: Place[] = [];
  let before = start?.records ?? 0;
  const take = (cuts: ReturnType<Splitter["push"]>) => {
    for (const { bytes, records, offset, line } of cuts) {
      const begin = { offset, records: before, line, memory: splitter.memory ?? "" };
      found.push({ bytes: latin1(bytes), records, offset, line, start: begin });
      before += records;
    }
  };
  for (const piece of pieces) take(splitter.push(piece));
  take(splitter.end());
  return found;
}

const json = '\ufeff [{"a":1} ,\n {"b":[2]}, "x,]", 4] {"c":5}\n6 [] [7,8]';
const lines = '\ufeff{"a":1}\r\n\n\r\n{"b":\r2}\n \n{"c":3}';
const csv = '\ufeff"k;\n1";"ä;2"\r\n\r\n"1;\r\n";2\n3;\r\r4;"5\r"\r6;7\n\n8;9';

const bodies: [string, SplitterClass, Uint8Array][] = [
  ["JSON", JsonSplitter, bytesOf(json)],
  ["NDJSON", LineSplitter, bytesOf(lines)],
  ["CSV", CsvSplitter, bytesOf(csv)],
  ...listFixtures("avro", "syncInMeta.avro").map((file): [string, SplitterClass, Uint8Array] => [
    "an Avro file",
    AvroSplitter,
    file.bytes,
  ]),
];

describe("a splitter that begins at a record in the middle", () => {
  it.each(bodies)("cuts %s as one that read all of it", (_, Splitter, body) => {
    const whole = places(Splitter, [body]);
    expect(whole.length).toBeGreaterThan(2);
    for (const [index, { start }] of whole.entries()) {
      const rest = body.subarray(start.offset);
      for (const pieces of rest.length > 1000 ? [[rest]] : piecesOf(rest)) {
        // what a start holds is kept as JSON
        const kept = JSON.parse(JSON.stringify(start)) as SplitterStart;
        expect(places(Splitter, pieces, kept)).toEqual(whole.slice(index));
      }
    }
  });

  it.each(bodies.filter(([, Splitter]) => Splitter !== AvroSplitter))(
    "refuses an empty rest of %s",
    (_, Splitter, body) => {
      const start = places(Splitter, [body])[1]?.start;
      expect(() => places(Splitter, [], start)).toThrow(/empty|not closed/);
    },
  );
});
