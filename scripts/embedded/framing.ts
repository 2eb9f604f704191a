/**
 * Cuts a client's half of the PostgreSQL protocol (version 3) into whole messages:
 * one type byte and a 32-bit length that counts itself; a startup message has no type byte.
 * Source: PostgreSQL documentation, "Message Formats".
 */
export interface ClientMessage {
  /** The type byte as a letter; "" for a startup message. */
  type: string;
  /** The whole message with type and length. */
  bytes: Buffer;
}

/** A message above this is refused, so that one client cannot fill the memory. */
export const maxMessageBytes = 32 * 1024 * 1024;

export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

export class MessageFramer {
  private pieces: Buffer[] = [];
  private gathered = 0;
  private needed = 0;
  private startupPassed = false;

  /** After the real startup message every message has a type byte. */
  passStartup(): void {
    this.startupPassed = true;
  }

  /** Takes a piece as it came from the socket. */
  push(piece: Buffer): void {
    this.pieces.push(piece);
    this.gathered += piece.length;
  }

  /**
   * Gives the next whole message, or undefined until more has come.
   * @throws ProtocolError for a length that cannot be.
   */
  next(): ClientMessage | undefined {
    const header = this.startupPassed ? 5 : 4;
    if (this.gathered < Math.max(header, this.needed)) return undefined;
    const all = this.joined();
    const size = all.readUInt32BE(header - 4) + header - 4;
    if (size < header || size > maxMessageBytes) {
      throw new ProtocolError(`a message of ${size} bytes is not accepted; the limit is ${maxMessageBytes} bytes`);
    }
    this.needed = size;
    if (all.length < size) return undefined;
    this.needed = 0;
    const rest = all.subarray(size);
    this.pieces = rest.length > 0 ? [rest] : [];
    this.gathered = rest.length;
    return { type: this.startupPassed ? String.fromCharCode(all[0] ?? 0) : "", bytes: all.subarray(0, size) };
  }

  /** Joined only when a whole message (or a header) is there, so that 10 MB in pieces is copied once. */
  private joined(): Buffer {
    const [first] = this.pieces;
    if (this.pieces.length === 1 && first) return first;
    const all = Buffer.concat(this.pieces, this.gathered);
    this.pieces = [all];
    return all;
  }
}

/** The state that the last ReadyForQuery of an answer tells: idle, in a transaction, failed; or none. */
export function transactionState(answer: Uint8Array): "I" | "T" | "E" | undefined {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  let state: string | undefined;
  for (let offset = 0; offset + 5 <= answer.byteLength; offset += 1 + view.getUint32(offset + 1)) {
    if (answer[offset] === 0x5a) state = String.fromCharCode(answer[offset + 5] ?? 0);
  }
  return state as "I" | "T" | "E" | undefined;
}

/** The values of an answer's first row as text; none when it has no row. */
export function firstRow(answer: Buffer): (string | null)[] {
  for (let offset = 0; offset + 5 <= answer.length; offset += 1 + answer.readUInt32BE(offset + 1)) {
    if (answer[offset] === 0x44) return columns(answer, offset + 5);
  }
  return [];
}

function columns(answer: Buffer, start: number): (string | null)[] {
  const values: (string | null)[] = [];
  let offset = start + 2;
  for (let rest = answer.readUInt16BE(start); rest > 0; rest -= 1) {
    const length = answer.readInt32BE(offset);
    values.push(length < 0 ? null : answer.toString("utf8", offset + 4, offset + 4 + length));
    offset += 4 + Math.max(length, 0);
  }
  return values;
}
