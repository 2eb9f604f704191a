import type { Accepted } from "@/lib/contracts/batch";
import { targetChunkBytes } from "@/lib/contracts/chunk";
import type { BodyPart, BodyPlan, Tally } from "./body/body-plan";
import type { WorkAccount } from "./body/decompress/work-budget";
import { UploadBroken } from "./body/read-pieces";
import { BodyParts, type OpenPart } from "./body-parts";
import { CheckpointWriter } from "./checkpoint-writer";
import type { ClaimedBatch } from "./claim-batch";
import type { IngestDeps } from "./ingest-deps";
import type { IngestRequest } from "./ingest-request";
import { idempotencyConflict } from "./keyed-batch";
import type { RateMeter } from "./rates/source-rates";
import { asAppError, closingMessage, isBodyRefusal, isInterruption } from "./refusal";
import { BatchSender } from "./send-batch";
import { BodyRefusal } from "./split/body-refusal";
import type { Cut } from "./split/splitter";

export interface UploadOptions {
  request: IngestRequest;
  plan: BodyPlan;
  claimed: ClaimedBatch;
  meter: RateMeter;
  deps: IngestDeps;
}

/** One body on its way into the stream. */
export class Upload {
  readonly #sender: BatchSender;
  readonly #checkpoints: CheckpointWriter;
  readonly #parts: BodyParts;
  readonly #tally: Tally;

  constructor(readonly options: UploadOptions) {
    const { plan, claimed, deps } = options;
    const { claim, start } = claimed;
    const { publish, inFlight, maxRecordBytes } = deps;
    const { isMultipart, isResumable } = plan;
    const maxBytes = Math.min(targetChunkBytes, maxRecordBytes);
    this.#sender = new BatchSender({ claim, publish, inFlight, start });
    this.#checkpoints = new CheckpointWriter({ claim, isResumable, startChunkNo: start?.chunkNo ?? 0 });
    this.#parts = new BodyParts({
      isMultipart,
      maxBytes,
      maxPayloadBytes: maxRecordBytes,
      records: start?.records ?? 0,
    });
    this.#tally = { bytes: start?.offset ?? 0 };
  }

  /** @throws AppError, as `accept` does */
  async takeIn(): Promise<Accepted> {
    const { plan, claimed, deps } = this.options;
    const { maxRecordBytes, findSchema } = deps;
    const work = this.#workAccount();
    try {
      for await (const part of plan.parts({ maxRecordBytes, findSchema, work, start: claimed.start }, this.#tally)) {
        await this.#takePart(part);
      }
      return await claimed.claim.complete(await this.#finish(this.#tally.bytes));
    } catch (error) {
      throw await this.#refuse(error);
    }
  }

  #workAccount(): WorkAccount {
    const { meter, request } = this.options;
    return {
      charge: (ms) => meter.charge(ms),
      pause: async () => {
        await meter.pause(request.signal);
        if (request.signal.aborted) throw new UploadBroken("The client closed the connection before the body ended.");
      },
    };
  }

  async #takePart(bodyPart: BodyPart): Promise<void> {
    const { meter, request } = this.options;
    const part = this.#parts.begin(bodyPart);
    for await (const piece of bodyPart.pieces) {
      // with the piece in hand, so that the end of the body is never waited for
      await meter.pause(request.signal);
      part.bytes += piece.length;
      await this.#sendMetered(part, bodyPart.splitter.push(piece), piece.length);
    }
    await this.#sendMetered(part, bodyPart.splitter.end(), 0);
    await this.#flush(part);
    this.#parts.end();
  }

  /** Also what is refused counts for the source's rates. */
  async #sendMetered(part: OpenPart, cuts: Iterable<Cut>, bytes: number): Promise<void> {
    const before = part.records;
    try {
      await this.#send(part, cuts);
    } finally {
      this.options.meter.count(part.records - before, bytes);
    }
  }

  async #send(part: OpenPart, cuts: Iterable<Cut>): Promise<void> {
    for (const cut of cuts) {
      const chunk = part.add(cut);
      if (!chunk) continue;
      // the next chunk repeats the header: a long one in front of tiny rows must not carry a source past its rate
      this.options.meter.count(0, part.prefixBytes);
      await this.#sender.add(chunk);
      await this.#checkpoints.saveWhenDue(this.#sender.border, part);
    }
  }

  async #flush(part: OpenPart | undefined): Promise<void> {
    const chunk = part?.flush();
    if (chunk) await this.#sender.add(chunk);
  }

  async #finish(bytes: number, error?: string): Promise<Accepted> {
    const { last, files } = this.#parts;
    if (!last) throw new BodyRefusal("malformed_body", "The body has no file. Send at least one.", 0, 1);
    const { isMultipart } = this.options.plan;
    return this.#sender.finish({ bytes, error, ...(isMultipart && { files }), empty: last.empty });
  }

  /** Closes the batch where the body stops being usable, and gives the answer that says so. */
  async #refuse(error: unknown): Promise<unknown> {
    const { claimed, plan } = this.options;
    const { claim } = claimed;
    const { isMultipart } = plan;
    const file = this.#parts.openFile;
    const closing = closingMessage(error, { isKeyed: claim.isKeyed, file });
    const failed =
      closing === undefined ? undefined : await this.#close(error, closing).catch((failure: unknown) => failure);
    await this.#sender.settle();
    if (claim.isDone && isBodyRefusal(error)) return idempotencyConflict();
    if (isInterruption(error)) {
      // what is not remembered has only to be sent once more
      const saved = this.#checkpoints.save(this.#sender.border, this.#parts.last).catch(() => undefined);
      // the answer that the queue is out of reach does not wait for the queue
      if (error instanceof UploadBroken) await saved;
    }
    const { acknowledged: acceptedRecords } = this.#sender;
    return asAppError(failed ?? error, { acceptedRecords, batchId: claim.batchId, file, isMultipart });
  }

  async #close(error: unknown, message: string): Promise<void> {
    await this.#flush(this.#parts.last);
    // how much was read by then depends on the pieces that the body came in, the place of a refusal does not
    const place = error instanceof BodyRefusal ? error.byteOffset : undefined;
    this.#parts.end(place);
    const ofFiles = this.#parts.files.reduce((sum, { bytes }) => sum + bytes, 0);
    const bytes = this.options.plan.isMultipart ? ofFiles : (place ?? this.#tally.bytes);
    if (this.#sender.hasRecords) await this.#finish(bytes, message);
  }
}
