import { AppError } from "@/lib/errors";
import type { BodySource } from "../body/body-plan";
import { planBody } from "../body/plan-body";
import { JsonSplitter } from "../split/split-json";
import type { Splitter } from "../split/splitter";
import { csvCorrections } from "./csv-corrections";
import { jsonCorrection } from "./json-correction";
import { ArrayPicker } from "./pick-array";

/** A rejected record as it is to be. */
export interface Correction {
  /** Its number in the batch. */
  record: number;
  /** As the sender should have sent it: JSON, or a row of the CSV file. */
  raw: string;
}

export interface CorrectionLimits {
  /** Of all of the file, decompressed. */
  maxBytes: number;
  /** Of one rejected record in the file, with its message and all escapes. */
  maxItemBytes: number;
}

/** A document, not a value a line. */
const isJson = /^\s*\w+\/json\s*(?:;|$)/i;

/**
 * Reads a file of corrected rejects piece by piece: CSV with at least the columns `record` and `raw`, JSON
 * `{ "rejects": [{ "record", "raw" }] }`, only its list, or one such object a line.
 * @param textOfCell undoes what makes a CSV cell safe for spreadsheets
 * @throws AppError `unsupported_media_type`, `invalid_request`, `too_large`; BodyRefusal, UploadBroken
 */
export async function* readCorrections(
  source: BodySource,
  { maxBytes, maxItemBytes }: CorrectionLimits,
  textOfCell: (cell: string) => string,
): AsyncGenerator<Correction> {
  const plan = planBody(source);
  if (plan.isMultipart) throw notRead();
  const findSchema = async () => undefined;
  for await (const part of plan.parts({ maxRecordBytes: maxItemBytes, findSchema }, { bytes: 0 })) {
    const { format, splitter } = part;
    const pieces = within(maxBytes, part.pieces);
    if (format === "avro") throw notRead();
    else if (format === "csv") yield* csvCorrections(splitter, pieces, textOfCell);
    else if (isJson.test(source.contentType ?? "")) yield* listedCorrections(pieces, maxItemBytes);
    else yield* lineCorrections(splitter, pieces);
  }
}

async function* lineCorrections(splitter: Splitter, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Correction> {
  for await (const piece of pieces) yield* corrections(splitter.push(piece));
  yield* corrections(splitter.end());
}

async function* listedCorrections(pieces: AsyncIterable<Uint8Array>, maxItemBytes: number): AsyncGenerator<Correction> {
  const picker = new ArrayPicker("rejects");
  const items = new JsonSplitter(maxItemBytes);
  for await (const piece of pieces) {
    for (const inArray of picker.push(piece)) yield* corrections(items.push(inArray));
  }
  picker.end();
  yield* corrections(items.end());
}

function* corrections(cuts: ReturnType<Splitter["push"]>): Generator<Correction> {
  for (const { bytes } of cuts) yield jsonCorrection(bytes);
}

async function* within(maxBytes: number, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > maxBytes) {
      throw new AppError("too_large", `Corrections have at most ${maxBytes} bytes: send the rejects in several files.`);
    }
    yield piece;
  }
}

function notRead(): AppError {
  return new AppError(
    "unsupported_media_type",
    "Send corrections as they were downloaded: text/csv or application/json.",
  );
}
