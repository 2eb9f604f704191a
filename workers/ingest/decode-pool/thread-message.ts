import type { ChunkFrame } from "../decode/decode-chunk";
import type { PackedChunk } from "./pack";

/** A chunk for a thread; the bytes are handed over, not copied. */
export interface ThreadTask {
  frame: ChunkFrame;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What a thread says: that it can take chunks, that it has begun one, and what came of it. */
export type ThreadMessage = "ready" | "begun" | { packed: PackedChunk } | { problem: string };
