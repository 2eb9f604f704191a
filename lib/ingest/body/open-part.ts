import type { Format } from "@/lib/contracts/kinds";
import { AvroSplitter } from "../split/split-avro";
import { CsvSplitter } from "../split/split-csv";
import { JsonSplitter } from "../split/split-json";
import { LineSplitter } from "../split/split-lines";
import type { Splitter, SplitterStart } from "../split/splitter";
import type { BodyPart, PartOptions } from "./body-plan";
import { Utf8Text } from "./charset/utf8-text";
import type { MediaType, Reading } from "./media-type";
import { wrapSingleObject } from "./single-object/wrap-single-object";

type SplitterClass = new (maxRecordBytes: number, start?: SplitterStart) => Splitter;

const kinds: Record<Reading, { format: Format; Splitter: SplitterClass }> = {
  json: { format: "json", Splitter: JsonSplitter },
  lines: { format: "json", Splitter: LineSplitter },
  csv: { format: "csv", Splitter: CsvSplitter },
  avro: { format: "avro", Splitter: AvroSplitter },
  avroSingle: { format: "avro", Splitter: AvroSplitter },
};

/**
 * Gives a file of a body as it is to be cut: text in UTF-8, a single object in a container.
 * @param pieces what the file is, decompressed
 */
export function openPart(
  name: string | null,
  { reading, charset }: MediaType,
  pieces: AsyncIterable<Uint8Array>,
  options: PartOptions,
): BodyPart {
  const { format, Splitter } = kinds[reading];
  const splitter = new Splitter(options.maxRecordBytes, options.start);
  // the rest of a text has no byte order mark, and only UTF-8 has rests
  if (reading === "avro" || options.start) return { name, format, splitter, pieces };
  if (reading === "avroSingle") {
    return { name, format, splitter: withMemory(splitter, () => false), pieces: wrapSingleObject(pieces, options) };
  }
  const text = new Utf8Text(pieces, charset);
  return { name, format, splitter: withMemory(splitter, () => text.wasUtf8), pieces: text };
}

/** Of bytes that were made here, offsets are none of the body: nothing can go on at them. */
function withMemory(splitter: Splitter, isOfBody: () => boolean): Splitter {
  return {
    push: (piece) => splitter.push(piece),
    end: () => splitter.end(),
    get prefix() {
      return splitter.prefix;
    },
    get delimiter() {
      return splitter.delimiter;
    },
    get memory() {
      return isOfBody() ? splitter.memory : undefined;
    },
  };
}
