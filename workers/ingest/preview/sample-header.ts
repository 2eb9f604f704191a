import type { ChunkHeader } from "@/lib/contracts/chunk";
import type { PreviewQuestion } from "@/lib/contracts/preview";

/** As role ingest holds of a chunk. */
const maxAnnounced = 200_000;

/** The header of the chunk that a sample's bytes are. */
export function sampleHeader(
  { format, delimiter, firstLine, records }: Pick<PreviewQuestion, "format" | "delimiter" | "firstLine" | "records">,
  now: Date,
): ChunkHeader {
  return {
    batchId: "preview",
    sourceId: "preview",
    kind: "impressions",
    format,
    chunkNo: 0,
    firstRecord: 1,
    records: Math.min(records, maxAnnounced),
    receivedAt: now.toISOString(),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(firstLine === undefined ? {} : { firstLine }),
  };
}
