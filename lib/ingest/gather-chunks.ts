import { type ChunkHeader, maxChunkRecords } from "@/lib/contracts/chunk";
import { encodeFrames } from "@/lib/contracts/frames";
import type { Format } from "@/lib/contracts/kinds";
import { ByteBuffer } from "./split/byte-buffer";
import type { Cut, Splitter } from "./split/splitter";

/** A chunk's bytes, which decode alone, and which records of the batch they are. */
export interface GatheredChunk
  extends Pick<ChunkHeader, "format" | "delimiter" | "firstRecord" | "records" | "firstLine" | "blankLines"> {
  payload: Uint8Array;
  /** Where its first record begins in the part of the body. */
  offset: number;
}

export interface ChunkGathererOptions {
  format: Format;
  /** Of the records of a chunk, beside what stands first in every chunk: a long header leaves as much room as a short one. */
  maxBytes: number;
  /** Of all of a chunk, where a message takes no more; a record that is larger is a chunk by itself. */
  maxPayloadBytes?: number;
  /** The number of the first record to come, counted from 1. */
  firstRecord: number;
}

/**
 * Gathers records into chunks of up to `maxBytes` and 500 records; a larger record is a chunk by
 * itself. What a chunk holds depends on the records alone, so a body that is sent again, or from
 * the beginning of a chunk on, becomes the same chunks.
 */
export class ChunkGatherer {
  readonly #buffer = new ByteBuffer();
  #prefixBytes = 0;
  #begun: Omit<GatheredChunk, "payload" | "records"> | undefined;
  #records = 0;
  #firstRecord: number;
  #blankLines: [number, number][] = [];

  constructor(readonly options: ChunkGathererOptions) {
    this.#firstRecord = options.firstRecord;
  }

  /**
   * Adds a record, or an Avro block of several, which goes into no frame.
   * @param part.prefix what stands first in every chunk
   * @returns the chunk before it, when the record begins a new one
   */
  add(cut: Cut, part: Pick<Splitter, "prefix" | "delimiter">): GatheredChunk | undefined {
    const { format } = this.options;
    const bytes = format === "avro" ? cut.bytes : encodeFrames([cut.bytes]);
    const full = this.#isFull(bytes.length, cut.records) ? this.flush() : undefined;
    if (!this.#begun) {
      this.#buffer.append(part.prefix);
      this.#prefixBytes = part.prefix.length;
      const { offset, line: firstLine } = cut;
      this.#begun = { format, delimiter: part.delimiter, firstRecord: this.#firstRecord, offset, firstLine };
    } else if (cut.blankLines) this.#blankLines.push([this.#records, cut.blankLines]);
    this.#buffer.append(bytes);
    this.#records += cut.records;
    return full;
  }

  #isFull(bytes: number, records: number): boolean {
    const { maxBytes, maxPayloadBytes = Number.POSITIVE_INFINITY } = this.options;
    const payload = this.#buffer.length + bytes;
    return (
      payload - this.#prefixBytes > maxBytes || payload > maxPayloadBytes || this.#records + records > maxChunkRecords
    );
  }

  /** Gives the chunk begun, if there is one. */
  flush(): GatheredChunk | undefined {
    if (!this.#begun) return undefined;
    const blankLines = this.#blankLines.length > 0 ? this.#blankLines : undefined;
    const chunk = { ...this.#begun, payload: this.#buffer.release(), records: this.#records, blankLines };
    this.#firstRecord += this.#records;
    this.#records = 0;
    this.#begun = undefined;
    this.#blankLines = [];
    return chunk;
  }
}
