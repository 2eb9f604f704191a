import type { Accepted } from "@/lib/contracts/batch";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { AppError } from "@/lib/errors";
import type { Claim, IdempotencyStore } from "@/lib/stream/idempotency-store";
import type { BatchClaim, BatchHeader, ChunkPart } from "./batch-claim";
import { chainChunk } from "./chain-chunk";
import type { ChunkBorder } from "./sent-chunks";

export interface KeyedBatchOptions {
  store: IdempotencyStore;
  /** Of the source and its idempotency key, as the store wants it. */
  key: string;
  /** What the batch is when no earlier request had the key. */
  fresh: BatchHeader;
  contentType: string | null;
  /** Where an earlier request's upload goes on. */
  resumed?: { claim: Claim; chain: string };
}

/**
 * The batch of an idempotency key. Whose it is shows with the first chunk: a repeated request has
 * the same one. Every chunk is fixed before it is published, by the chain of it and those in front
 * of it, so that requests with one key can only publish the same batch, each at any time.
 */
export class KeyedBatch implements BatchClaim {
  readonly isKeyed = true;
  #claim: Claim | undefined;
  #chain: string;

  constructor(readonly options: KeyedBatchOptions) {
    this.#claim = options.resumed?.claim;
    this.#chain = options.resumed?.chain ?? "";
  }

  get batchId(): string | undefined {
    return this.#claim?.batchId;
  }

  get isDone(): boolean {
    return this.#claim?.done !== undefined;
  }

  get chain(): string {
    return this.#chain;
  }

  async enter(chunk: ChunkPart, payload: Uint8Array): Promise<ChunkHeader> {
    const { sourceId, kind } = this.options.fresh;
    const chain = chainChunk(this.#chain, { kind, ...chunk }, payload);
    this.#claim ??= await this.#begin(chain);
    const { batchId, receivedAt, via, fileName, corrects } = this.#claim;
    if (chunk.chunkNo > 0 && !this.isDone && !(await this.options.store.claimChunk(batchId, chunk.chunkNo, chain))) {
      throw idempotencyConflict();
    }
    this.#chain = chain;
    return { batchId, sourceId, kind, receivedAt, via, fileName, corrects, ...chunk };
  }

  async saveCheckpoint({ chunkNo, offset, records, line, chain }: ChunkBorder, memory: string): Promise<void> {
    if (!this.#claim || this.isDone || chunkNo === 0) return;
    const { store, contentType } = this.options;
    await store.saveCheckpoint(this.#claim.batchId, { chunkNo, offset, records, line, chain, contentType }, memory);
  }

  async complete(accepted: Accepted): Promise<Accepted> {
    if (!this.#claim) return accepted;
    const { done } = this.#claim;
    if (done && done.chain !== this.#chain) throw idempotencyConflict();
    if (done) return done.accepted;
    const claim = { ...this.#claim, done: { chain: this.#chain, accepted } };
    await this.options.store.complete(this.options.key, claim);
    return accepted;
  }

  async #begin(first: string): Promise<Claim> {
    const { store, key, fresh } = this.options;
    const { sourceId: _, ...claimed } = fresh;
    const claim = await store.claim(key, { ...claimed, first });
    if (claim.first !== first || claim.corrects !== fresh.corrects) throw idempotencyConflict();
    return claim;
  }
}

/** The refusal of another body under a key that is taken. */
export function idempotencyConflict(): AppError {
  return new AppError(
    "idempotency_conflict",
    "This Idempotency-Key was used for another body. Use a new key for new content.",
  );
}
