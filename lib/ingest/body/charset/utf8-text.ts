import { BodyRefusal } from "@/lib/ingest/split/body-refusal";
import { PieceReader } from "../piece-reader";
import { type Charset, tellCharset } from "./charset";
import { toUtf8 } from "./to-utf8";

const longestMarkBytes = 4;

/** The pieces of a text in UTF-8, whatever it is written in. */
export class Utf8Text implements AsyncIterable<Uint8Array> {
  /** Whether it was UTF-8 before; known once it is read. */
  wasUtf8 = true;

  /** @param said the charset, when one was named */
  constructor(
    readonly pieces: AsyncIterable<Uint8Array>,
    readonly said: Charset | undefined,
  ) {}

  /** @throws BodyRefusal, whatever the pieces throw */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, void> {
    const reader = new PieceReader(this.pieces);
    try {
      await reader.fill(longestMarkBytes);
      const charset = tellCharset(this.said, reader.unread);
      if (!charset) throw new BodyRefusal("malformed_body", "The body is UTF-32 text. Send it as UTF-8.", 0, 1);
      this.wasUtf8 = charset === "utf-8";
      yield* toUtf8(reader.rest(), charset);
    } finally {
      await reader.close();
    }
  }
}
