import { growsBeyond } from "./block-error";

/** Gathers what a codec gives, which may not become more than a limit. */
export class BoundedOutput {
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(readonly limit: number) {}

  /** @param piece is copied, since codecs use their memory again */
  push(piece: Uint8Array): void {
    this.#length += piece.byteLength;
    if (this.#length > this.limit) throw growsBeyond(this.limit);
    this.#pieces.push(new Uint8Array(piece));
  }

  whole(): Uint8Array {
    return this.#pieces.length === 1 ? (this.#pieces[0] as Uint8Array) : Buffer.concat(this.#pieces, this.#length);
  }
}
