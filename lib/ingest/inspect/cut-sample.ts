import { targetChunkBytes } from "@/lib/contracts/chunk";
import type { Format } from "@/lib/contracts/kinds";
import { AppError } from "@/lib/errors";
import type { BodyPart } from "../body/body-plan";
import { UploadBroken } from "../body/read-pieces";
import { ChunkGatherer, type GatheredChunk } from "../gather-chunks";
import { BodyRefusal } from "../split/body-refusal";
import { type FindSchema, firstPart, type Sample } from "./first-part";

export interface CutSample {
  format: Format;
  /** What stands first in every chunk of the file: the header line in a frame, or an Avro file's header. */
  prefix: Uint8Array;
  delimiter: string | null;
  /** The first records as a chunk that decodes alone; null when there is no whole one. */
  chunk: GatheredChunk | null;
  /** Why the door would refuse the body, and where. */
  problem: string | null;
}

export interface CutOptions {
  /** About as many records are enough. */
  maxRecords: number;
  /** Whether more follows, so that what ends too early is no mistake. */
  isCut: boolean;
  findSchema: FindSchema;
}

/**
 * Cuts the first records of a file off, as the door cuts a body; an unfinished one at the end of a
 * sample that is cut is left out.
 * @throws AppError `unsupported_media_type`
 */
export async function cutSample(sample: Sample, options: CutOptions): Promise<CutSample> {
  for await (const part of firstPart(sample, options.findSchema)) return cutPart(part, options);
  throw new AppError("invalid_request", "The sample holds no file.");
}

async function cutPart(part: BodyPart, { maxRecords, isCut }: CutOptions): Promise<CutSample> {
  const { format, splitter } = part;
  const gatherer = new ChunkGatherer({ format, maxBytes: targetChunkBytes, firstRecord: 1 });
  let full: GatheredChunk | undefined;
  let records = 0;
  const take = (cuts: Iterable<Parameters<ChunkGatherer["add"]>[0]>) => {
    for (const cut of cuts) {
      if (full || records >= maxRecords) return;
      full = gatherer.add(cut, splitter);
      records += cut.records;
    }
  };
  const isEnough = () => full !== undefined || records >= maxRecords;
  let problem: string | null = null;
  try {
    for await (const piece of part.pieces) {
      take(splitter.push(piece));
      if (isEnough()) break;
    }
    if (!isEnough() && !isCut) take(splitter.end());
  } catch (error) {
    problem = problemOf(error, isCut);
  }
  const chunk = full ?? gatherer.flush() ?? null;
  return { format, prefix: splitter.prefix, delimiter: splitter.delimiter ?? null, chunk, problem };
}

/** What a sample that is cut ends with says nothing about the file. */
function problemOf(error: unknown, isCut: boolean): string | null {
  const isEnd = error instanceof UploadBroken || (error instanceof BodyRefusal && error.record === undefined);
  if (isEnd && isCut) return null;
  if (error instanceof BodyRefusal || error instanceof UploadBroken || error instanceof AppError) return error.message;
  throw error;
}
