import { BodyRefusal } from "@/lib/ingest/split/body-refusal";
import { PieceReader } from "../piece-reader";
import { type FormPartHeader, readPartHeader } from "./part-header";

const maxHeaderBytes = 16 * 1024;
const lineEnd = Buffer.from("\r\n");
const headerEnd = Buffer.from("\r\n\r\n");

export interface FormPart {
  header: FormPartHeader;
  /** Has to be read before the next part; what is left of it then is passed over. */
  content: AsyncGenerator<Uint8Array, void, void>;
}

/**
 * Cuts a `multipart/form-data` body (RFC 7578, RFC 2046 section 5.1) into its parts, reading on only as
 * fast as they are read. Bytes outside of the parts are refused, since they may be what somebody meant
 * to send.
 * @throws BodyRefusal `malformed_body`, with the offset in the part that is read, or in the body between
 *   two parts; whatever `pieces` throws
 */
export async function* readForm(
  pieces: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<FormPart, void, void> {
  const form = new FormReader(pieces, boundary);
  try {
    await form.readFirstDelimiter();
    while (await form.hasPart()) {
      const header = await form.readHeader();
      const content = form.readContent();
      yield { header, content };
      for await (const _ of content);
    }
    await form.requireEnd();
  } finally {
    await form.reader.close();
  }
}

class FormReader {
  readonly reader: PieceReader;
  readonly #delimiter: Buffer;
  /** Bytes of the body that were taken. */
  #taken = 0;

  constructor(pieces: AsyncIterable<Uint8Array>, boundary: string) {
    this.reader = new PieceReader(pieces);
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  /** The first one has no line end that belongs to it. */
  async readFirstDelimiter(): Promise<void> {
    const first = this.#delimiter.subarray(lineEnd.length);
    if (!(await this.reader.fill(1))) throw this.#refusal("The body is empty. Send a form with at least one file.");
    if ((await this.reader.fill(lineEnd.length)) && this.reader.unread.subarray(0, 2).equals(lineEnd)) this.#take(2);
    await this.reader.fill(first.length);
    if (!this.reader.unread.subarray(0, first.length).equals(first)) {
      throw this.#refusal("The body does not begin with the boundary that the Content-Type names");
    }
    this.#take(first.length);
  }

  /** Reads what follows a boundary: a line end, or the two dashes behind the last part. */
  async hasPart(): Promise<boolean> {
    while ((await this.reader.fill(1)) && isBlank(this.reader.unread[0])) this.#take(1);
    if (!(await this.reader.fill(2))) throw this.#refusal("The body ends behind a boundary; the last part is missing");
    const next = this.#take(2);
    if (next.equals(lineEnd)) return true;
    if (next.toString("latin1") === "--") return false;
    throw this.#refusal("A boundary is not followed by a line end (CR and LF)");
  }

  async readHeader(): Promise<FormPartHeader> {
    let end = -1;
    for (let length = 4; end < 0; length = Math.max(length + 1, this.reader.unread.length + 1)) {
      if (!(await this.reader.fill(length))) throw this.#refusal("The body ends inside the header of a part");
      end = this.reader.unread.indexOf(headerEnd);
      if (end > maxHeaderBytes || (end < 0 && this.reader.unread.length > maxHeaderBytes)) {
        throw this.#refusal(`The header of a part is longer than ${maxHeaderBytes} bytes`);
      }
    }
    const header = readPartHeader(this.reader.unread.toString("utf8", 0, end));
    if (!header) throw this.#refusal("A part has no `Content-Disposition: form-data; name=…`");
    this.#take(end + headerEnd.length);
    return header;
  }

  /** Gives what stands in front of the next boundary, and takes the boundary. */
  async *readContent(): AsyncGenerator<Uint8Array, void, void> {
    const delimiter = this.#delimiter;
    const begin = this.#taken;
    for (;;) {
      const isThere = await this.reader.fill(delimiter.length);
      const at = this.reader.unread.indexOf(delimiter);
      if (at > 0) yield this.#take(at);
      if (at >= 0) break;
      if (!isThere) {
        const length = this.#taken - begin + this.reader.unread.length;
        throw refusal("The body ends inside this part: the closing boundary is missing", length);
      }
      const safe = this.reader.unread.length - delimiter.length + 1;
      yield this.#take(safe);
    }
    this.#take(delimiter.length);
  }

  async requireEnd(): Promise<void> {
    while (await this.reader.fill(1)) {
      if (!/^\s*$/.test(this.reader.unread.toString("latin1"))) {
        throw this.#refusal("Something follows the closing boundary");
      }
      this.#take(this.reader.unread.length);
    }
  }

  #take(length: number): Buffer {
    this.#taken += length;
    return this.reader.take(length);
  }

  #refusal(what: string): BodyRefusal {
    return refusal(what, this.#taken);
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}

function refusal(what: string, byteOffset: number): BodyRefusal {
  return new BodyRefusal("malformed_body", `The multipart body is broken: ${what}.`, byteOffset);
}
