import type { DemoRecord } from "../events";

/** Turns records into the bytes of one file, piece by piece: the pieces in order are the file. */
export interface Encoder {
  push(records: readonly DemoRecord[]): Buffer;
  /** The end of the file; nothing may be pushed after it. */
  finish(): Buffer;
}
