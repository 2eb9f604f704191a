/** Where records come from; times are epoch milliseconds. */
export interface RecordOrigin {
  batchId: string;
  sourceId: string;
  /** The ingest path's kind. */
  kind: string;
  /** Of the batch. */
  receivedAt: number;
}

/** Where the rows of a chunk come from. */
export interface ChunkOrigin extends RecordOrigin {
  chunkNo: number;
}

/** Epoch milliseconds as PostgreSQL reads them. */
export function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
