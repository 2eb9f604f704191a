import type { Format } from "@/lib/contracts/kinds";
import type { Splitter, SplitterStart } from "../split/splitter";
import type { WorkAccount } from "./decompress/work-budget";

/** What has been read of a body so far, over all of its parts. */
export interface Tally {
  /** After decompression. */
  bytes: number;
}

/** What the door needs to know of a request to read its body. */
export interface BodySource {
  contentType: string | null;
  contentEncoding: string | null;
  contentLength: number | null;
  body: ReadableStream<Uint8Array> | null;
  /** Fires when the client has gone. */
  signal: AbortSignal;
}

/** One file of a body; a body that is not multipart is one file without a name. */
export interface BodyPart {
  name: string | null;
  format: Format;
  splitter: Splitter;
  /** What the splitter is to be given: UTF-8 text, or Avro. It has to be read before the next part. */
  pieces: AsyncIterable<Uint8Array>;
}

export interface PartOptions {
  maxRecordBytes: number;
  /** Gives the text of a registered schema by its fingerprint (16 hex digits, in message order). */
  findSchema: (fingerprint: string) => Promise<string | undefined>;
  /** Who answers for what decompressing takes beyond an honest pace. */
  work?: WorkAccount;
  /** Where a broken upload goes on; only of a plan that is resumable. */
  start?: SplitterStart;
}

/** How a body is to be read, told from the headers alone. */
export interface BodyPlan {
  isMultipart: boolean;
  /**
   * Whether an offset into what the splitter reads is one into the decompressed body, so that an upload can go
   * on at it. A text that turns out to be of another charset than UTF-8 is the exception: its splitter has no `memory`.
   */
  isResumable: boolean;
  /** @throws while it is read: BodyRefusal, UploadBroken, AppError `unsupported_media_type` of a part's own type */
  parts(options: PartOptions, tally: Tally): AsyncIterable<BodyPart>;
}
