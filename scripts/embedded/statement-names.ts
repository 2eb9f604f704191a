import { closeStatement } from "./replies";

const bind = "B";
/** Types of which the name follows the type byte `S`: Describe and Close. */
const kinded = new Set(["D", "C"]);

/** A client may have no more prepared statements than this at once. */
const maxStatements = 1000;

export class TooManyStatementsError extends Error {
  override readonly name = "TooManyStatementsError";
}

/**
 * Keeps the named prepared statements of one client apart from those of the others, since all share
 * one session: inside the session each name begins with the client's number.
 */
export class StatementNames {
  private readonly own = new Set<string>();

  constructor(private readonly clientNo: number) {}

  /**
   * Gives the message as the session should see it; only Parse, Bind, Describe and Close with a
   * named statement change.
   * @throws TooManyStatementsError
   */
  rename(type: string, bytes: Buffer): Buffer {
    const start = this.nameStart(type, bytes);
    if (start === undefined) return bytes;
    const end = bytes.indexOf(0, start);
    if (end <= start) return bytes;
    const name = `${this.clientNo}:${bytes.toString("utf8", start, end)}`;
    if (type === "P") this.own.add(name);
    if (type === "C") this.own.delete(name);
    if (this.own.size > maxStatements) {
      throw new TooManyStatementsError(`a client may have ${maxStatements} prepared statements at once`);
    }
    const renamed = Buffer.concat([bytes.subarray(0, start), Buffer.from(name), bytes.subarray(end)]);
    renamed.writeUInt32BE(renamed.length - 1, 1);
    return renamed;
  }

  /** Messages that close all of them, for when the client is gone. */
  closeAll(): Buffer {
    const messages = [...this.own].map(closeStatement);
    this.own.clear();
    return Buffer.concat(messages);
  }

  private nameStart(type: string, bytes: Buffer): number | undefined {
    if (type === "P") return 5;
    if (type === bind) {
      const portalEnd = bytes.indexOf(0, 5);
      return portalEnd < 0 ? undefined : portalEnd + 1;
    }
    if (kinded.has(type) && bytes[5] === 0x53) return 6;
    return undefined;
  }
}
