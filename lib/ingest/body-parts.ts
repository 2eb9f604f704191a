import type { BatchFile } from "@/lib/contracts/chunk";
import type { BodyPart } from "./body/body-plan";
import { ChunkGatherer, type ChunkGathererOptions, type GatheredChunk } from "./gather-chunks";
import { BodyRefusal } from "./split/body-refusal";
import type { Cut } from "./split/splitter";

/** JetStream takes headers of 64 KB, and the last chunk's tell of every file, beside up to 8 KB of other things. */
export const maxFilesBytes = 48 * 1024;
/** Of one file: its name, which JSON may write longer, and its numbers. */
const numbersBytes = 120;

type ChunkBounds = Pick<ChunkGathererOptions, "maxBytes" | "maxPayloadBytes">;

/** A part of a body while it is cut: its records go through the numbers of the batch. */
export class OpenPart {
  readonly name: string;
  readonly firstRecord: number;
  records = 0;
  /** As the splitter was given them. */
  bytes = 0;
  readonly #part: BodyPart;
  readonly #gatherer: ChunkGatherer;

  constructor(part: BodyPart, options: ChunkBounds & { name: string; firstRecord: number }) {
    this.#part = part;
    this.name = options.name;
    this.firstRecord = options.firstRecord;
    this.#gatherer = new ChunkGatherer({ ...options, format: part.format });
  }

  get memory(): string | undefined {
    return this.#part.splitter.memory;
  }

  /** How much every chunk repeats. */
  get prefixBytes(): number {
    return this.#part.splitter.prefix.length;
  }

  /** @returns the chunk before it, when the record begins a new one */
  add(cut: Cut): GatheredChunk | undefined {
    this.records += cut.records;
    return this.#gatherer.add(cut, this.#part.splitter);
  }

  flush(): GatheredChunk | undefined {
    return this.#gatherer.flush();
  }

  /** What a chunk of no records is made of. */
  get empty(): Pick<GatheredChunk, "payload" | "format" | "delimiter"> {
    const { format, splitter } = this.#part;
    return { payload: splitter.prefix, format, delimiter: splitter.delimiter };
  }

  asFile(bytes = this.bytes): BatchFile {
    const { name, firstRecord, records } = this;
    return { name, format: this.#part.format, firstRecord, records, bytes };
  }
}

/** The parts of a body, one after the other. */
export class BodyParts {
  /** The part that was begun last. */
  last: OpenPart | undefined;
  /** Those read to their end, or to where they were refused. */
  readonly files: BatchFile[] = [];
  #filesBytes = 0;
  #isOpen = false;

  constructor(readonly options: ChunkBounds & { isMultipart: boolean; records: number }) {}

  /** @throws BodyRefusal `too_large` when there are more files than a batch can tell of */
  begin(part: BodyPart): OpenPart {
    const { maxBytes, maxPayloadBytes, records } = this.options;
    const firstRecord = this.last ? this.last.firstRecord + this.last.records : records + 1;
    const name = part.name ?? `file ${this.files.length + 1}`;
    this.#requireRoom(name);
    this.last = new OpenPart(part, { name, firstRecord, maxBytes, maxPayloadBytes });
    this.#isOpen = true;
    return this.last;
  }

  /** The file that is being read, when there may be several. */
  get openFile(): OpenPart | undefined {
    return this.#isOpen && this.options.isMultipart ? this.last : undefined;
  }

  /** @param bytes up to where it was read; all that came without it */
  end(bytes?: number): void {
    if (this.#isOpen && this.last) this.files.push(this.last.asFile(bytes));
    this.#isOpen = false;
  }

  #requireRoom(name: string): void {
    this.#filesBytes += Buffer.byteLength(JSON.stringify(name)) + numbersBytes;
    if (this.#filesBytes <= maxFilesBytes) return;
    const message = `These are too many files for one request, which takes about 300: send the files from number ${this.files.length + 1} on in another.`;
    throw new BodyRefusal("too_large", message, 0, 1);
  }
}
