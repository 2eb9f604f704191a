import { maxSampleBytes } from "@/lib/contracts/preview";
import { AppError } from "@/lib/errors";
import { type CutSample, cutSample } from "./cut-sample";
import { describeReading } from "./describe-reading";
import { detectCompression, withoutCodingEnding } from "./detect-compression";
import { contentTypeOf, detectFormat } from "./detect-format";
import { firstBytes } from "./first-bytes";
import type { FindSchema } from "./first-part";
import { listFields } from "./list-fields";

/** So many records tell enough about whose they are. */
const maxRecords = 100;

/** What a file seems to be, and its first records. */
export interface InspectedSample {
  contentType: string | null;
  contentEncoding: string | null;
  description: string;
  delimiter: string | null;
  fields: string[];
  problem: string | null;
  /** Null when no whole record was found. */
  cut: (CutSample & { chunk: NonNullable<CutSample["chunk"]> }) | null;
}

/**
 * Finds out what a file is.
 * @param bytes its first 512 KB; fewer when it has no more
 * @param fileName helps where the bytes leave it open; null when it is not known
 * @param contentType how a person wants it read; null to find it out
 */
export async function inspectSample(
  bytes: Uint8Array,
  {
    fileName,
    contentType,
    findSchema,
  }: { fileName: string | null; contentType: string | null; findSchema: FindSchema },
): Promise<InspectedSample> {
  const isCut = bytes.length >= maxSampleBytes;
  const coding = detectCompression(bytes, fileName);
  const told = contentType ?? (await detectType(bytes, fileName, isCut));
  if (typeof told !== "string") return unread(coding, told.problem);
  const sample = { bytes, contentType: told, contentEncoding: coding };
  const cut = await cutSample(sample, { maxRecords, isCut, findSchema }).catch((error: unknown) => {
    if (error instanceof AppError && error.code !== "unavailable") return error.message;
    throw error;
  });
  if (typeof cut === "string") return { ...unread(coding, cut), contentType: told };
  return {
    contentType: told,
    contentEncoding: coding,
    description: describeReading({ contentType: told, delimiter: cut.delimiter, coding }),
    delimiter: cut.delimiter,
    fields: listFields(cut),
    problem: cut.problem ?? (cut.chunk === null && !isCut ? "The file holds no records." : null),
    cut: cut.chunk ? { ...cut, chunk: cut.chunk } : null,
  };
}

async function detectType(
  bytes: Uint8Array,
  fileName: string | null,
  isCut: boolean,
): Promise<string | { problem: string }> {
  const coding = detectCompression(bytes, fileName);
  const first = await firstBytes(bytes, coding, maxSampleBytes);
  if (coding !== null && first.length === 0 && bytes.length > 0) {
    return { problem: `The file looks compressed with ${coding}, but cannot be decompressed.` };
  }
  const name = withoutCodingEnding(fileName);
  const detected = detectFormat(first, name, isCut || first.length >= maxSampleBytes);
  return detected.format === null ? detected : contentTypeOf(detected);
}

function unread(contentEncoding: string | null, problem: string): InspectedSample {
  const nothing = { contentType: null, delimiter: null, fields: [], cut: null };
  return { ...nothing, contentEncoding, description: "Not readable", problem };
}
