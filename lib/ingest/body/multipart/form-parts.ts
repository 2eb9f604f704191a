import { AppError } from "@/lib/errors";
import { BodyRefusal } from "@/lib/ingest/split/body-refusal";
import type { BodyPart, PartOptions } from "../body-plan";
import { type Coding, codingOfName } from "../decompress/coding";
import { decompress } from "../decompress/decompress";
import { findMediaType, type MediaType, readingOfName } from "../media-type";
import { openPart } from "../open-part";
import { cleanFileName } from "./file-name";
import type { FormPartHeader } from "./part-header";
import { type FormPart, readForm } from "./read-form";

export const maxFiles = 1000;
export const maxFields = 100;
export const maxFieldBytes = 64 * 1024;
const longestBoundary = 70;

/**
 * Gives the files of a `multipart/form-data` body one after the other; small fields that are no
 * files are passed over.
 * @throws BodyRefusal; AppError `unsupported_media_type` for a file of a type that is not read here;
 *   whatever `pieces` throws
 */
export async function* readFormParts(
  pieces: AsyncIterable<Uint8Array>,
  boundary: string | undefined,
  options: PartOptions,
): AsyncGenerator<BodyPart, void, void> {
  if (!boundary || boundary.length > longestBoundary) {
    throw refusal("The Content-Type names no boundary of 1 to 70 characters.", "malformed_body", 1);
  }
  let files = 0;
  let fields = 0;
  for await (const part of readForm(pieces, boundary)) {
    if (isFile(part.header)) {
      files += 1;
      if (files > maxFiles)
        throw refusal(`The form has more than ${maxFiles} files. Send them in several.`, "too_large");
      yield openFile(part, options);
    } else {
      fields += 1;
      if (fields > maxFields)
        throw refusal(`The form has more than ${maxFields} fields beside its files.`, "too_large");
      await passOver(part);
    }
  }
  if (files === 0) throw refusal("The form has no file: send each as a part with a `filename`.", "malformed_body", 1);
}

/** A part of a type that is read here is one, with or without a file name: its records must not be lost. */
function isFile({ fileName, contentType }: FormPartHeader): boolean {
  return fileName !== undefined || findMediaType(contentType) !== undefined;
}

function openFile({ header, content }: FormPart, options: PartOptions): BodyPart {
  const name = cleanFileName(header.fileName ?? header.fieldName);
  const { coding, type } = readType(name, header);
  return openPart(name, type, decompress(coding, content, { work: options.work }), options);
}

function readType(name: string, header: FormPartHeader): { coding: Coding; type: MediaType } {
  if (!["7bit", "8bit", "binary"].includes(header.transferEncoding)) {
    throw unsupported(name, "its Content-Transfer-Encoding is not read here, send it as it is");
  }
  const { coding, plainName } = codingOfName(name);
  const reading = readingOfName(plainName);
  const type = findMediaType(header.contentType) ?? (reading && { reading });
  if (type) return { coding, type };
  throw unsupported(
    name,
    "send it with its Content-Type, or with a name that ends in .json, .ndjson, .jsonl, .csv, .tsv or .avro (and .gz, .br or .zst)",
  );
}

async function passOver({ header, content }: FormPart): Promise<void> {
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size <= maxFieldBytes) continue;
    const name = cleanFileName(header.fieldName);
    throw refusal(`The field ${JSON.stringify(name)} is no file and longer than ${maxFieldBytes} bytes.`, "too_large");
  }
}

function unsupported(name: string, what: string): AppError {
  const message = `The file ${JSON.stringify(name)} cannot be read: ${what}.`;
  return new AppError("unsupported_media_type", message, { file: name });
}

function refusal(message: string, code: BodyRefusal["code"], record?: number): BodyRefusal {
  return new BodyRefusal(code, message, 0, record);
}
