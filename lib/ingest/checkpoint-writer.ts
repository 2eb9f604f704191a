import type { BatchClaim } from "./batch-claim";
import type { ChunkBorder } from "./sent-chunks";

/** After so many chunks, at most 4 MB of them, a checkpoint is worth its round trips. */
const chunksBetween = 16;

/** Remembers from time to time where an upload with an idempotency key can go on. */
export class CheckpointWriter {
  #savedChunkNo: number;

  /** @param options.startChunkNo where the upload itself began */
  constructor(readonly options: { claim: BatchClaim; isResumable: boolean; startChunkNo: number }) {
    this.#savedChunkNo = options.startChunkNo;
  }

  /** @throws AppError `unavailable` */
  async saveWhenDue(border: ChunkBorder | undefined, memory: string | undefined): Promise<void> {
    if (border && border.chunkNo >= this.#savedChunkNo + chunksBetween) await this.save(border, memory);
  }

  /** @throws AppError `unavailable` */
  async save(border: ChunkBorder | undefined, memory: string | undefined): Promise<void> {
    const { claim, isResumable } = this.options;
    if (!isResumable || !border || memory === undefined || border.chunkNo <= this.#savedChunkNo) return;
    await claim.saveCheckpoint(border, memory);
    this.#savedChunkNo = border.chunkNo;
  }
}
