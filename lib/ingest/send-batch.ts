import type { Accepted } from "@/lib/contracts/batch";
import type { BatchTotals, ChunkHeader } from "@/lib/contracts/chunk";
import { InFlightLimit } from "@/lib/stream/in-flight-limit";
import type { BatchClaim } from "./batch-claim";
import type { GatheredChunk } from "./gather-chunks";
import { type ChunkBorder, SentChunks } from "./sent-chunks";

const maxInFlight = 16;

export interface BatchSenderOptions {
  claim: BatchClaim;
  publish: (header: ChunkHeader, payload: Uint8Array) => Promise<void>;
  /** Shared by all uploads of the process. */
  inFlight: InFlightLimit;
  /** Where a broken upload goes on. */
  start?: { chunkNo: number; records: number } | undefined;
}

/** The totals but for what the sender itself counts, and the bytes of a chunk of no records, for a batch of none. */
export interface BatchEnd extends Omit<BatchTotals, "chunks" | "records"> {
  empty: Pick<GatheredChunk, "payload" | "format" | "delimiter">;
}

/**
 * Sends the chunks of one batch, several at a time, and holds the newest one back: the last chunk
 * carries the batch's totals, and which one is the last shows only at the end.
 */
export class BatchSender {
  /** Records that JetStream has. */
  acknowledged: number;
  #chunks: number;
  #records: number;
  #held: GatheredChunk | undefined;
  #failure: unknown;
  readonly #onTheirWay = new Set<Promise<void>>();
  readonly #own = new InFlightLimit(maxInFlight, Number.POSITIVE_INFINITY);
  readonly #sent = new SentChunks();

  constructor(readonly options: BatchSenderOptions) {
    this.#chunks = options.start?.chunkNo ?? 0;
    this.#records = options.start?.records ?? 0;
    this.acknowledged = this.#records;
  }

  /**
   * Sends the chunk before this one; waits while too much is on its way.
   * @throws what made an earlier chunk fail
   */
  async add(chunk: GatheredChunk): Promise<void> {
    const ready = this.#held;
    this.#held = chunk;
    if (ready) await this.#send(ready);
  }

  get hasRecords(): boolean {
    return this.#held !== undefined;
  }

  /** Up to where every chunk is acknowledged. */
  get border(): ChunkBorder | undefined {
    return this.#sent.firstOpen ?? (this.#held && this.#borderOf(this.#held));
  }

  /** Sends the last chunk with the totals, and waits until JetStream has all of them. */
  async finish({ empty, ...end }: BatchEnd): Promise<Accepted> {
    const last = this.#held ?? { ...empty, firstRecord: this.#records + 1, records: 0, offset: 0 };
    this.#held = undefined;
    const counted = { chunks: this.#chunks + 1, records: this.#records + last.records };
    await this.#send(last, { ...counted, ...end });
    await this.settle();
    if (this.#failure !== undefined) throw this.#failure;
    const { batchId = "" } = this.options.claim;
    const { bytes, files } = end;
    return { batchId, ...counted, bytes, ...(files && { files }) };
  }

  /** Waits until every chunk sent is acknowledged or has failed. */
  async settle(): Promise<void> {
    await Promise.all(this.#onTheirWay);
  }

  #borderOf({ offset, firstLine }: GatheredChunk): ChunkBorder {
    return {
      chunkNo: this.#chunks,
      offset,
      records: this.#records,
      line: firstLine,
      chain: this.options.claim.chain,
    };
  }

  async #send(chunk: GatheredChunk, totals?: BatchTotals): Promise<void> {
    const { inFlight } = this.options;
    const acknowledge = this.#sent.add(this.#borderOf(chunk));
    const { payload, offset: _, ...part } = chunk;
    const chunkNo = this.#chunks;
    this.#chunks += 1;
    this.#records += part.records;
    await this.#own.enter(payload.length);
    await inFlight.enter(payload.length);
    const leave = () => {
      inFlight.leave(payload.length);
      this.#own.leave(payload.length);
    };
    const header = await this.#enter({ ...part, chunkNo, totals }, payload).catch((error: unknown) => {
      leave();
      throw error;
    });
    const sent = this.#publish(header, payload, acknowledge).finally(() => {
      leave();
      this.#onTheirWay.delete(sent);
    });
    this.#onTheirWay.add(sent);
  }

  async #enter(...chunk: Parameters<BatchClaim["enter"]>): Promise<ChunkHeader> {
    if (this.#failure !== undefined) throw this.#failure;
    return this.options.claim.enter(...chunk);
  }

  async #publish(header: ChunkHeader, payload: Uint8Array, acknowledge: () => void): Promise<void> {
    try {
      if (!this.options.claim.isDone) await this.options.publish(header, payload);
      this.acknowledged += header.records;
      acknowledge();
    } catch (error) {
      this.#failure ??= error;
    }
  }
}
