import type { BodyPart, BodyPlan, BodySource, PartOptions, Tally } from "./body-plan";
import { type Coding, readCoding } from "./decompress/coding";
import { readHeaderValue } from "./header-value";
import { type MediaType, readMediaType } from "./media-type";
import { readFormParts } from "./multipart/form-parts";
import { openPart } from "./open-part";
import { readDecoded } from "./read-decoded";

/**
 * Tells from the headers how a body is to be read; nothing of it is read yet.
 * @throws AppError `unsupported_media_type`
 */
export function planBody(source: BodySource): BodyPlan {
  const coding = readCoding(source.contentEncoding);
  const { value, parameters } = readHeaderValue(source.contentType ?? "");
  if (value === "multipart/form-data") return planForm(source, coding, parameters.get("boundary"));
  return planOne(source, coding, readMediaType(source.contentType));
}

function planOne(source: BodySource, coding: Coding, type: MediaType): BodyPlan {
  async function* parts(options: PartOptions, tally: Tally): AsyncGenerator<BodyPart, void, void> {
    const { start, work } = options;
    yield openPart(null, type, readDecoded(source, coding, tally, { startOffset: start?.offset, work }), options);
  }
  const isResumable = type.reading !== "avroSingle" && (type.charset ?? "utf-8") === "utf-8";
  return { isMultipart: false, isResumable, parts };
}

function planForm(source: BodySource, coding: Coding, boundary: string | undefined): BodyPlan {
  const parts = (options: PartOptions, tally: Tally) =>
    readFormParts(readDecoded(source, coding, tally, { work: options.work }), boundary, options);
  return { isMultipart: true, isResumable: false, parts };
}
