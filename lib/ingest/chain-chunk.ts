import { createHash } from "node:crypto";
import type { ChunkHeader } from "@/lib/contracts/chunk";

type Chained = Pick<ChunkHeader, "kind" | "format" | "delimiter" | "records" | "totals">;

/**
 * Hashes a chunk together with the chain of all chunks in front of it, so that one value stands for
 * everything up to here, and can be gone on with. What it covers follows from the body alone.
 * @param previous the chain in front of the chunk; empty for the first
 */
export function chainChunk(previous: string, chunk: Chained, payload: Uint8Array): string {
  const { kind, format, delimiter, records, totals } = chunk;
  const head = JSON.stringify([previous, kind, format, delimiter ?? null, records, totals ?? null]);
  return createHash("sha256").update(head).update(payload).digest("base64url");
}
