import type { ChunkHeader } from "@/lib/contracts/chunk";
import { getLastChunk } from "@/lib/stream/last-chunk";
import { getOpenConnection } from "./ingest-deps";

/**
 * Gives the newest chunk of a batch that waits to be worked off, if one does.
 * @throws AppError `unavailable`
 */
export async function getWaitingChunk(batchId: string): Promise<ChunkHeader | undefined> {
  return getLastChunk(await getOpenConnection(), batchId);
}
