/** Where the rows of a chunk come from; times are epoch milliseconds. */
export interface ChunkOrigin {
  batchId: string;
  chunkNo: number;
  sourceId: string;
  /** The ingest path's kind. */
  kind: string;
  receivedAt: number;
}

/** Epoch milliseconds as PostgreSQL reads them. */
export function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
