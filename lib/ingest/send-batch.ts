import type { Accepted } from "@/lib/contracts/batch";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { InFlightLimit } from "@/lib/stream/in-flight-limit";
import type { GatheredChunk } from "./gather-chunks";

const maxInFlight = 16;

type Publish = (header: ChunkHeader, payload: Uint8Array) => Promise<void>;

export interface BatchSenderOptions {
  /** What is the same in every chunk of the batch. */
  batch: Pick<ChunkHeader, "batchId" | "sourceId" | "kind" | "format" | "receivedAt">;
  publish: Publish;
  /** Called for one chunk after the other, before each is published. */
  beforePublish?: Publish;
  /** Shared by all uploads of the process. */
  inFlight: InFlightLimit;
}

/**
 * Sends the chunks of one batch, several at a time, and holds the newest one back: the last chunk
 * carries the batch's totals, and which one is the last shows only at the end.
 */
export class BatchSender {
  /** Records that JetStream has. */
  acknowledged = 0;
  #chunks = 0;
  #held: { chunk: GatheredChunk; delimiter: string | undefined } | undefined;
  #failure: unknown;
  readonly #onTheirWay = new Set<Promise<void>>();
  readonly #own = new InFlightLimit(maxInFlight, Number.POSITIVE_INFINITY);

  constructor(readonly options: BatchSenderOptions) {}

  /**
   * Sends the chunk before this one; waits while too much is on its way.
   * @throws what made an earlier chunk fail
   */
  async add(chunk: GatheredChunk, delimiter: string | undefined): Promise<void> {
    const ready = this.#held;
    this.#held = { chunk, delimiter };
    if (ready) await this.#send(ready.chunk, ready.delimiter);
  }

  get hasRecords(): boolean {
    return this.#held !== undefined;
  }

  /**
   * Sends the last chunk with the totals, and waits until JetStream has all of them.
   * @param totals.empty the bytes of a chunk of no records, for a batch of none
   */
  async finish(totals: {
    bytes: number;
    error?: string;
    empty: Uint8Array;
    delimiter: string | undefined;
  }): Promise<Accepted> {
    const { bytes, error, empty, delimiter } = totals;
    const last = this.#held ?? { chunk: { payload: empty, firstRecord: 1, records: 0 }, delimiter };
    this.#held = undefined;
    const chunks = this.#chunks + 1;
    const records = last.chunk.firstRecord + last.chunk.records - 1;
    await this.#send(last.chunk, last.delimiter, { chunks, records, bytes, ...(error !== undefined && { error }) });
    await this.settle();
    if (this.#failure !== undefined) throw this.#failure;
    return { batchId: this.options.batch.batchId, chunks, records, bytes };
  }

  /** Waits until every chunk sent is acknowledged or has failed. */
  async settle(): Promise<void> {
    await Promise.all(this.#onTheirWay);
  }

  async #send(chunk: GatheredChunk, delimiter: string | undefined, totals?: ChunkHeader["totals"]): Promise<void> {
    const { batch, beforePublish, inFlight } = this.options;
    const { payload, firstRecord, records } = chunk;
    const header: ChunkHeader = { ...batch, chunkNo: this.#chunks, firstRecord, records, delimiter, totals };
    this.#chunks += 1;
    await this.#own.enter(payload.length);
    await inFlight.enter(payload.length);
    const leave = () => {
      inFlight.leave(payload.length);
      this.#own.leave(payload.length);
    };
    try {
      if (this.#failure !== undefined) throw this.#failure;
      await beforePublish?.(header, payload);
    } catch (error) {
      leave();
      throw error;
    }
    const sent = this.#publish(header, payload).finally(() => {
      leave();
      this.#onTheirWay.delete(sent);
    });
    this.#onTheirWay.add(sent);
  }

  async #publish(header: ChunkHeader, payload: Uint8Array): Promise<void> {
    try {
      await this.options.publish(header, payload);
      this.acknowledged += header.records;
    } catch (error) {
      this.#failure ??= error;
    }
  }
}
