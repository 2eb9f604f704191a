import type { Accepted } from "@/lib/contracts/batch";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import type { ChunkBorder } from "./sent-chunks";

/** What is the same in every chunk of a batch. */
export type BatchHeader = Pick<
  ChunkHeader,
  "batchId" | "sourceId" | "kind" | "receivedAt" | "via" | "fileName" | "corrects"
>;

/** What a chunk says of itself, whatever batch it belongs to. */
export type ChunkPart = Omit<ChunkHeader, keyof BatchHeader>;

/** The batch that a request fills: one of its own, or the one that its idempotency key stands for. */
export interface BatchClaim {
  readonly isKeyed: boolean;
  /** Of a key, once the first chunk told whether it is an earlier request's batch. */
  readonly batchId: string | undefined;
  /** Whether an earlier request with the key was taken in whole: then nothing is published, only compared. */
  readonly isDone: boolean;
  /** Stands for all chunks so far; empty without a key. */
  readonly chain: string;
  /**
   * Puts a chunk into the batch before it is published; called for one chunk after the other.
   * @throws AppError `idempotency_conflict` when that chunk held something else before, `unavailable`
   */
  enter(chunk: ChunkPart, payload: Uint8Array): Promise<ChunkHeader>;
  /** Remembers where the upload can go on; without a key it cannot. */
  saveCheckpoint(border: ChunkBorder, memory: string): Promise<void>;
  /**
   * Remembers that all of it was taken in.
   * @returns the answer; of a request that is repeated, the first one's
   * @throws AppError `idempotency_conflict` when the body is another than that of the first request
   */
  complete(accepted: Accepted): Promise<Accepted>;
}

/** The batch of a request without an idempotency key. */
export class OwnBatch implements BatchClaim {
  readonly isKeyed = false;
  readonly isDone = false;
  readonly chain = "";

  constructor(readonly header: BatchHeader) {}

  get batchId(): string {
    return this.header.batchId;
  }

  enter(chunk: ChunkPart): Promise<ChunkHeader> {
    return Promise.resolve({ ...this.header, ...chunk });
  }

  saveCheckpoint(): Promise<void> {
    return Promise.resolve();
  }

  complete(accepted: Accepted): Promise<Accepted> {
    return Promise.resolve(accepted);
  }
}
