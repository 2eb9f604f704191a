import type { BatchClaim } from "./batch-claim";
import type { ChunkBorder } from "./sent-chunks";
import type { Splitter } from "./split/splitter";

/** After so many chunks, at most 4 MB of them, a checkpoint is worth its round trips. */
const chunksBetween = 16;

type Remembering = Pick<Splitter, "memory">;

/** Remembers from time to time where an upload with an idempotency key can go on. */
export class CheckpointWriter {
  #savedChunkNo: number;

  /** @param options.startChunkNo where the upload itself began */
  constructor(readonly options: { claim: BatchClaim; isResumable: boolean; startChunkNo: number }) {
    this.#savedChunkNo = options.startChunkNo;
  }

  /** @throws AppError `unavailable` */
  async saveWhenDue(border: ChunkBorder | undefined, part: Remembering): Promise<void> {
    if (border && border.chunkNo >= this.#savedChunkNo + chunksBetween) await this.save(border, part);
  }

  /** @throws AppError `unavailable` */
  async save(border: ChunkBorder | undefined, part: Remembering | undefined): Promise<void> {
    const { claim, isResumable } = this.options;
    if (!isResumable || !claim.isKeyed || !border || border.chunkNo <= this.#savedChunkNo) return;
    // asked for only here, since it may be long
    const memory = part?.memory;
    if (memory === undefined) return;
    await claim.saveCheckpoint(border, memory);
    this.#savedChunkNo = border.chunkNo;
  }
}
