/** Why the rest of a body cannot be taken in, and where that is. */
export class BodyRefusal extends Error {
  override readonly name = "BodyRefusal";

  constructor(
    readonly code: "malformed_body" | "too_large" | "unsupported_codec",
    message: string,
    /** Counted from 0, in the decompressed body; where the unfinished record begins, or the byte that does not fit. */
    readonly byteOffset: number,
    /** The number of the record that it is about, counted from 1; none when it is about bytes only. */
    readonly record?: number,
  ) {
    super(message);
  }
}
