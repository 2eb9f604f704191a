import type { ChunkFrame } from "../decode/decode-chunk";
import type { PackedChunk } from "./pack";

/** A chunk for a thread; the bytes are handed over, not copied. */
export interface ThreadTask {
  frame: ChunkFrame;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What a thread says: that it can take chunks, and what came of one. */
export type ThreadMessage = "ready" | { packed: PackedChunk } | { problem: string };
