import type { ChunkHeader } from "@/lib/contracts/chunk";
import { type BatchPlaces, getLastChunk } from "@/lib/stream/last-chunk";
import { getOpenConnection } from "./ingest-deps";

export type { BatchPlaces };

/**
 * Gives the newest chunk of a batch that waits to be worked off, if one does.
 * @throws AppError `unavailable`
 */
export async function getWaitingChunk(places: BatchPlaces): Promise<ChunkHeader | undefined> {
  return getLastChunk(await getOpenConnection(), places);
}
