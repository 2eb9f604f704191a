import type { PullLocation } from "@/lib/contracts/pull";

export type BucketLocation = Extract<PullLocation, { type: "s3" }>;

/** A file as a listing tells it. */
export interface FoundFile {
  /** In a bucket its whole key, in a folder its path in it, with slashes. */
  name: string;
  /** What a pattern is held against: the name without the bucket's prefix. */
  shortName: string;
  /** Changes whenever the content does. */
  version: string;
  bytes: number;
  modifiedAt: Date;
}

/** A name that is there and cannot be read: why, in a sentence. */
export interface Unusable {
  problem: string;
}

/** A folder or a bucket: somewhere files come to lie. */
export interface Place {
  /**
   * Gives the files in an order of the place's own, read page by page.
   * @param after the name behind which to go on; null for the beginning
   * @throws PlaceError
   */
  list(after: string | null, signal: AbortSignal): AsyncGenerator<FoundFile | Unusable, void, void>;
  /**
   * Gives the content of a listed file; its stream errors when the file changes or breaks off meanwhile.
   * @throws PlaceError `stale` when it is gone or another version by now
   */
  open(file: FoundFile, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  close(): void;
}

/** `stale`: the file is no longer what was listed; `denied`: not ours to read; `broken`: anything else. */
export type PlaceFault = "stale" | "denied" | "broken";

/** Why a place or a file cannot be read, in a sentence for whoever set the pull up. */
export class PlaceError extends Error {
  override readonly name = "PlaceError";

  constructor(
    message: string,
    readonly fault: PlaceFault = "broken",
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The longest name that is remembered, in bytes of UTF-8; that of S3. */
const maxNameBytes = 1024;

/** Tells whether a name can be remembered: not too long, nothing that is no text. */
export function isUsableName(name: string): boolean {
  return !/[\0\p{Cs}\uFFFD]/u.test(name) && Buffer.byteLength(name) <= maxNameBytes;
}

/** A name as it is shown in a sentence. */
export function shownName(name: string): string {
  return `\`${name.replace(/[\p{Cc}\p{Cs}]/gu, "?").slice(0, 200)}\``;
}
