import type { BodyPart, BodyPlan, BodySource, PartOptions, Tally } from "./body-plan";
import { isGzip, readMediaType } from "./media-type";
import { readDecoded } from "./read-decoded";

/**
 * Tells from the headers how a body is to be read; nothing of it is read yet.
 * @throws AppError `unsupported_media_type`
 */
export function planBody(source: BodySource): BodyPlan {
  const type = readMediaType(source.contentType);
  const isCompressed = isGzip(source.contentEncoding);
  async function* parts(options: PartOptions, tally: Tally): AsyncGenerator<BodyPart, void, void> {
    const splitter = type.split(options.maxRecordBytes, options.start);
    yield { name: null, format: type.format, splitter, pieces: readDecoded(source, isCompressed, tally) };
  }
  return { isMultipart: false, isResumable: true, parts };
}
