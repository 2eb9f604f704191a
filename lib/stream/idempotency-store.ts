import type { KV, NatsConnection } from "nats";
import { NatsError } from "nats";
import { z } from "zod";
import { acceptedSchema } from "@/lib/contracts/batch";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { retryTransient } from "./retry-transient";
import { idempotencyBucket } from "./topology";

const boundMs = 10_000;
const wrongLastSequence = 10071;

/** What is remembered of a request with an idempotency key. */
export const claimSchema = z.object({
  batchId: z.string(),
  receivedAt: z.iso.datetime(),
  kind: ingestKindSchema,
  /** Set once all of its chunks are acknowledged. */
  done: z.object({ bodyHash: z.string(), accepted: acceptedSchema }).optional(),
});
export type Claim = z.infer<typeof claimSchema>;

/**
 * Remembers requests by their idempotency key, and what each of their chunks held. Entries go
 * away after the time that topology.ts sets. Every method throws AppError `unavailable` when the
 * bucket cannot be reached.
 */
export class IdempotencyStore {
  readonly #connection: NatsConnection;
  #bucket: Promise<KV> | undefined;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  /**
   * Claims a key. Of requests that come at the same time one wins, and all get the winner's claim.
   * @param key letters, digits, `-` and `_` only
   */
  async claim(key: string, claim: Claim): Promise<Claim> {
    return claimSchema.parse(JSON.parse(await this.#createOrGet(`claim.${key}`, JSON.stringify(claim))));
  }

  /** Remembers that a request was taken in whole. */
  async complete(key: string, claim: Claim & Required<Pick<Claim, "done">>): Promise<void> {
    const bucket = await this.#open();
    await retryTransient(() => bucket.put(`claim.${key}`, encode(JSON.stringify(claim))), { boundMs });
  }

  /**
   * Fixes what a chunk of a batch holds, before it is published for the first time.
   * @param digest of its header and bytes
   * @returns false when the chunk of that number has been fixed with another content
   */
  async claimChunk(batchId: string, chunkNo: number, digest: string): Promise<boolean> {
    return (await this.#createOrGet(`chunk.${batchId}.${chunkNo}`, digest)) === digest;
  }

  async #createOrGet(key: string, value: string): Promise<string> {
    const bucket = await this.#open();
    return retryTransient(
      async () => {
        // an entry may expire between the two: then it is made again
        for (;;) {
          if (await created(bucket, key, value)) return value;
          const entry = await bucket.get(key);
          if (entry) return entry.string();
        }
      },
      { boundMs },
    );
  }

  #open(): Promise<KV> {
    this.#bucket ??= retryTransient(
      () => this.#connection.jetstream({ timeout: 2_000 }).views.kv(idempotencyBucket, { bindOnly: true }),
      { boundMs },
    );
    this.#bucket.catch(() => {
      this.#bucket = undefined;
    });
    return this.#bucket;
  }
}

async function created(bucket: KV, key: string, value: string): Promise<boolean> {
  try {
    await bucket.create(key, encode(value));
    return true;
  } catch (error) {
    if (error instanceof NatsError && error.api_error?.err_code === wrongLastSequence) return false;
    throw error;
  }
}

function encode(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
