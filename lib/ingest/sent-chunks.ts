/** A place in the body between two chunks. */
export interface ChunkBorder {
  /** Of the chunk that begins here. */
  chunkNo: number;
  /** In the decompressed body. */
  offset: number;
  /** In front of it. */
  records: number;
  /** Of text: the line in which the next record begins. */
  line?: number | undefined;
  /** The chain of the chunks in front of it. */
  chain: string;
}

/** Keeps which chunks are on their way, and so up to where all of them are acknowledged. */
export class SentChunks {
  readonly #sent: { border: ChunkBorder; isAcknowledged: boolean }[] = [];

  /**
   * Notes a chunk that is about to be sent; chunks are sent in order.
   * @returns what notes that it is acknowledged
   */
  add(border: ChunkBorder): () => void {
    const chunk = { border, isAcknowledged: false };
    this.#sent.push(chunk);
    return () => {
      chunk.isAcknowledged = true;
      while (this.#sent[0]?.isAcknowledged) this.#sent.shift();
    };
  }

  /** Where the first chunk begins that is not acknowledged; undefined when all are that were sent. */
  get firstOpen(): ChunkBorder | undefined {
    return this.#sent[0]?.border;
  }
}
