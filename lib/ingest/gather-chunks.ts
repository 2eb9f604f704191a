import { maxChunkRecords } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import { ByteBuffer } from "./split/byte-buffer";
import type { Cut } from "./split/splitter";

/** A chunk's bytes, which decode alone, and which records of the batch they are. */
export interface GatheredChunk {
  payload: Uint8Array;
  /** Counted from 1. */
  firstRecord: number;
  records: number;
}

/**
 * Gathers records into chunks of up to `maxBytes` and 500 records; a larger record is a chunk by
 * itself. What a chunk holds depends on the records alone, so a body that is sent again becomes
 * the same chunks.
 */
export class ChunkGatherer {
  readonly #buffer = new ByteBuffer();
  #records = 0;
  #firstRecord = 1;

  /** @param options.isFramed whether each record is put into a frame; Avro blocks are not */
  constructor(readonly options: { isFramed: boolean; maxBytes: number }) {}

  /**
   * Adds a record.
   * @param prefix what stands first in every chunk
   * @returns the chunk before it, when the record begins a new one
   */
  add(cut: Cut, prefix: Uint8Array): GatheredChunk | undefined {
    const bytes = this.options.isFramed ? encodeFrames([cut.bytes]) : cut.bytes;
    const isFull =
      this.#buffer.length + bytes.length > this.options.maxBytes || this.#records + cut.records > maxChunkRecords;
    const full = isFull ? this.flush() : undefined;
    if (this.#records === 0) this.#buffer.append(prefix);
    this.#buffer.append(bytes);
    this.#records += cut.records;
    return full;
  }

  /** Gives the chunk begun, if there is one. */
  flush(): GatheredChunk | undefined {
    if (this.#records === 0) return undefined;
    const chunk = { payload: this.#buffer.release(), firstRecord: this.#firstRecord, records: this.#records };
    this.#firstRecord += this.#records;
    this.#records = 0;
    return chunk;
  }
}
