import { createHash } from "node:crypto";
import type { NatsConnection } from "nats";
import { z } from "zod";
import { acceptedSchema } from "@/lib/contracts/batch";
import { batchViaSchema } from "@/lib/contracts/chunk";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { IdempotencyBucket } from "./idempotency-bucket";

/** A larger memory is not kept: messages of any server take this one. */
const maxMemoryLength = 640 * 1024;

/** What is remembered of a request with an idempotency key. */
export const claimSchema = z.object({
  batchId: z.string(),
  receivedAt: z.iso.datetime(),
  kind: ingestKindSchema,
  via: batchViaSchema.optional(),
  fileName: z.string().optional(),
  corrects: z.string().optional(),
  /** The chain of chunks up to the first one, which so needs no entry of its own. */
  first: z.string(),
  /** Set once all of its chunks are acknowledged: the chain up to the last one, and the answer. */
  done: z.object({ chain: z.string(), accepted: acceptedSchema }).optional(),
});
export type Claim = z.infer<typeof claimSchema>;

/** A place between two chunks with everything in front of it acknowledged, where an upload can go on. */
export const checkpointSchema = z.object({
  /** Of the chunk that begins there. */
  chunkNo: z.number().int().positive(),
  /** In the decompressed body. */
  offset: z.number().int().positive(),
  /** In front of it. */
  records: z.number().int().nonnegative(),
  /** Of text: the line in which the next record begins. */
  line: z.number().int().positive().optional(),
  /** The chain of the chunks in front of it. */
  chain: z.string(),
  /** As the request sent it: the rest is read in the same way. */
  contentType: z.string().nullable(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

const storedCheckpointSchema = checkpointSchema.extend({ memory: z.string() });

/**
 * Remembers requests by their idempotency key, what each of their chunks held, and how far they
 * came. Entries go away after the time that topology.ts sets, or when the bucket is full. Every
 * method throws AppError `unavailable` when the bucket cannot be reached.
 */
export class IdempotencyStore {
  readonly #bucket: IdempotencyBucket;

  constructor(connection: NatsConnection) {
    this.#bucket = new IdempotencyBucket(connection);
  }

  /**
   * Claims a key. Of requests that come at the same time one wins, and all get the winner's claim.
   * @param key letters, digits, `-` and `_` only
   */
  async claim(key: string, claim: Claim): Promise<Claim> {
    return parseClaim(await this.#bucket.createOrGet(claimKey(key), JSON.stringify(claim)));
  }

  async find(key: string): Promise<Claim | undefined> {
    const stored = await this.#bucket.get(claimKey(key));
    return stored === undefined ? undefined : parseClaim(stored);
  }

  /** Remembers that a request was taken in whole. */
  complete(key: string, claim: Claim & Required<Pick<Claim, "done">>): Promise<void> {
    return this.#bucket.put(claimKey(key), JSON.stringify(claim));
  }

  /**
   * Fixes what a batch holds up to a chunk, before that is published for the first time.
   * @param chain of the chunk and all in front of it
   * @returns false when the chunk of that number has been fixed with another content
   */
  async claimChunk(batchId: string, chunkNo: number, chain: string): Promise<boolean> {
    return (await this.#bucket.createOrGet(`chunk.${batchId}.${chunkNo}`, chain)) === chain;
  }

  /**
   * Remembers where an upload can go on, in place of what was remembered before.
   * @param memory what the splitter has to know there; it is written only when it is new
   */
  async saveCheckpoint(batchId: string, checkpoint: Checkpoint, memory: string): Promise<void> {
    if (memory.length > maxMemoryLength) return;
    const digest = createHash("sha256").update(memory).digest("base64url");
    const key = memoryKey(batchId, digest);
    if ((await this.#bucket.get(checkpointKey(batchId)))?.includes(digest) !== true)
      await this.#bucket.put(key, memory);
    await this.#bucket.put(checkpointKey(batchId), JSON.stringify({ ...checkpoint, memory: digest }));
  }

  async findCheckpoint(batchId: string): Promise<{ checkpoint: Checkpoint; memory: string } | undefined> {
    const stored = await this.#bucket.get(checkpointKey(batchId));
    if (stored === undefined) return undefined;
    const { memory: digest, ...checkpoint } = storedCheckpointSchema.parse(JSON.parse(stored));
    const memory = await this.#bucket.get(memoryKey(batchId, digest));
    return memory === undefined ? undefined : { checkpoint, memory };
  }
}

const claimKey = (key: string) => `upload.${key}`;
const checkpointKey = (batchId: string) => `checkpoint.${batchId}`;
const memoryKey = (batchId: string, digest: string) => `memory.${batchId}.${digest}`;

function parseClaim(stored: string): Claim {
  return claimSchema.parse(JSON.parse(stored));
}
