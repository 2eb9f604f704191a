import { createHash } from "node:crypto";
import type { Accepted } from "@/lib/contracts/batch";
import { type BatchVia, type ChunkHeader, targetChunkBytes } from "@/lib/contracts/chunk";
import type { IngestKind } from "@/lib/contracts/kinds";
import type { IdempotencyStore } from "@/lib/stream/idempotency-store";
import type { InFlightLimit } from "@/lib/stream/in-flight-limit";
import type { Tally } from "./body/body-plan";
import { isGzip, type MediaType, readMediaType } from "./body/media-type";
import { readDecoded } from "./body/read-decoded";
import { type BatchClaim, claimBatch, idempotencyConflict } from "./claim-batch";
import { ChunkGatherer } from "./gather-chunks";
import { asAppError, closingMessage } from "./refusal";
import { BatchSender } from "./send-batch";
import { BodyRefusal } from "./split/body-refusal";
import type { Cut, Splitter } from "./split/splitter";
import type { UploadSlots } from "./upload-slots";

export interface IngestRequest {
  kind: IngestKind;
  sourceId: string;
  contentType: string | null;
  contentEncoding: string | null;
  contentLength: number | null;
  idempotencyKey: string | null;
  body: ReadableStream<Uint8Array> | null;
  /** Fires when the client has gone. */
  signal: AbortSignal;
  /** `api` when it is absent. */
  via?: BatchVia;
  fileName?: string | null;
  /** The batch whose rejects the body corrects. */
  corrects?: string | null;
  /** Where a broken upload goes on, in the decompressed body. */
  uploadOffset?: number | null;
  limits?: RateLimits;
}

/** What a source may send, of decompressed bytes; null where the default holds. */
export interface RateLimits {
  eventsPerSecond: number | null;
  bytesPerSecond: number | null;
}

export interface IngestDeps {
  publish: (header: ChunkHeader, payload: Uint8Array) => Promise<void>;
  idempotency: IdempotencyStore;
  uploads: UploadSlots;
  inFlight: InFlightLimit;
  /** The largest record that fits into a message. */
  maxRecordBytes: number;
  now: () => Date;
}

/**
 * Takes a body in: cuts it into chunks at record borders while it is read, and answers once
 * JetStream has every chunk. Holds one unfinished record and a bounded number of chunks, whatever
 * the size of the body; while too much is on its way to JetStream, the body is not read on.
 *
 * With an idempotency key a repeated request is the same batch: what has been published is not
 * stored twice, and what is missing is added.
 * @throws AppError `unsupported_media_type`, `rate_limited`, `unavailable`, `invalid_request`, `idempotency_conflict`; and `malformed_body`,
 *   `too_large` or `unsupported_codec` with `details { byteOffset, record, acceptedRecords, batchId? }`:
 *   the records in front of that place have been taken in
 */
export async function accept(request: IngestRequest, deps: IngestDeps): Promise<Accepted> {
  const type = readMediaType(request.contentType);
  const isCompressed = isGzip(request.contentEncoding);
  const leave = deps.uploads.enter(request.sourceId);
  try {
    const claim = await claimBatch({ ...request, now: deps.now() }, deps.idempotency);
    const tally: Tally = { bytes: 0, hash: claim.complete && createHash("sha256") };
    if (claim.done) return await repeatAnswer(claim.done, readDecoded(request, isCompressed, tally), tally);
    const accepted = await new Upload(request, type, claim, deps, tally).takeIn(
      readDecoded(request, isCompressed, tally),
    );
    if (tally.hash) await claim.complete?.(tally.hash.digest("base64url"), accepted);
    return accepted;
  } finally {
    leave();
  }
}

/** Answers a request that was taken in whole before, if its body is the same. */
async function repeatAnswer(
  done: NonNullable<BatchClaim["done"]>,
  pieces: AsyncIterable<Uint8Array>,
  tally: Tally,
): Promise<Accepted> {
  try {
    for await (const _ of pieces);
  } catch (error) {
    throw asAppError(error, { acceptedRecords: 0 });
  }
  if (tally.hash?.digest("base64url") !== done.bodyHash) throw idempotencyConflict();
  return done.accepted;
}

/** One body on its way into the stream. */
class Upload {
  readonly #splitter: Splitter;
  readonly #gatherer: ChunkGatherer;
  readonly #sender: BatchSender;
  readonly #isKeyed: boolean;

  constructor(
    request: IngestRequest,
    type: MediaType,
    { batchId, receivedAt, fixChunk }: BatchClaim,
    { publish, inFlight, maxRecordBytes }: IngestDeps,
    readonly tally: Tally,
  ) {
    this.#splitter = type.split(maxRecordBytes);
    this.#gatherer = new ChunkGatherer({
      isFramed: type.format !== "avro",
      maxBytes: Math.min(targetChunkBytes, maxRecordBytes),
    });
    const batch = { batchId, receivedAt, format: type.format, kind: request.kind, sourceId: request.sourceId };
    this.#sender = new BatchSender({ batch, publish, beforePublish: fixChunk, inFlight });
    this.#isKeyed = fixChunk !== undefined;
  }

  async takeIn(pieces: AsyncIterable<Uint8Array>): Promise<Accepted> {
    try {
      for await (const piece of pieces) await this.#send(this.#splitter.push(piece));
      await this.#send(this.#splitter.end());
      return await this.#finish(this.tally.bytes);
    } catch (error) {
      throw await this.#refuse(error);
    }
  }

  async #send(cuts: Iterable<Cut>): Promise<void> {
    for (const cut of cuts) {
      const chunk = this.#gatherer.add(cut, this.#splitter.prefix);
      if (chunk) await this.#sender.add(chunk, this.#splitter.delimiter);
    }
  }

  async #finish(bytes: number, error?: string): Promise<Accepted> {
    const { prefix: empty, delimiter } = this.#splitter;
    const chunk = this.#gatherer.flush();
    if (chunk) await this.#sender.add(chunk, delimiter);
    return this.#sender.finish({ bytes, error, empty, delimiter });
  }

  /** Closes the batch where the body stops being usable, and gives the answer that says so. */
  async #refuse(error: unknown): Promise<unknown> {
    const closing = closingMessage(error, { isKeyed: this.#isKeyed });
    // how much was read by then depends on the pieces that the body came in, the place of a refusal does not
    const bytes = error instanceof BodyRefusal ? error.byteOffset : this.tally.bytes;
    const failed =
      closing === undefined ? undefined : await this.#close(bytes, closing).catch((failure: unknown) => failure);
    await this.#sender.settle();
    const { acknowledged: acceptedRecords, options } = this.#sender;
    return asAppError(failed ?? error, { acceptedRecords, batchId: options.batch.batchId });
  }

  async #close(bytes: number, message: string): Promise<void> {
    const chunk = this.#gatherer.flush();
    if (chunk) await this.#sender.add(chunk, this.#splitter.delimiter);
    if (this.#sender.hasRecords) await this.#finish(bytes, message);
  }
}
