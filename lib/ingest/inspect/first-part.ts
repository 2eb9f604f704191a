import { maxRecordBytes } from "@/lib/contracts/chunk";
import type { BodyPart } from "../body/body-plan";
import { planBody } from "../body/plan-body";

/** The first bytes of a file, and how they are to be read. */
export interface Sample {
  bytes: Uint8Array;
  contentType: string;
  contentEncoding: string | null;
}

/** Gives the text of a registered Avro schema by its fingerprint. */
export type FindSchema = (fingerprint: string) => Promise<string | undefined>;

/**
 * Reads a sample as the door reads a body; of a body of several files the first.
 * @throws AppError `unsupported_media_type`; while it is read, what the door throws
 */
export async function* firstPart(sample: Sample, findSchema: FindSchema): AsyncGenerator<BodyPart> {
  const { bytes, contentType, contentEncoding } = sample;
  const body = new Blob([Buffer.from(bytes)]).stream();
  const signal = new AbortController().signal;
  const plan = planBody({ contentType, contentEncoding, contentLength: null, body, signal });
  for await (const part of plan.parts({ maxRecordBytes, findSchema }, { bytes: 0 })) {
    yield part;
    return;
  }
}
