import type { Socket } from "node:net";
import type { Session } from "./database";
import { type ClientMessage, MessageFramer, maxMessageBytes, ProtocolError, transactionState } from "./framing";
import { errorResponse, syncMessage, welcome } from "./replies";
import type { SessionQueue } from "./session-queue";
import { StatementNames } from "./statement-names";

const sslRequest = 80_877_103;
const gssRequest = 80_877_104;
const cancelRequest = 80_877_102;
const protocolMajor = 3;

/** Parse, Bind, Describe, Execute, Close: kept until the client asks. */
const preparing = new Set(["P", "B", "D", "E", "C"]);
/** Messages after which the database is asked: Query, Sync, Flush, FunctionCall. */
const asking = new Set(["Q", "S", "H", "F"]);
/** Rows of a COPY that was refused: they were on their way when the client learned of it. */
const copying = new Set(["d", "c", "f"]);

/** How long a client that is told to go may take to read that. */
const farewellMs = 1000;

/** One client's connection: frames its messages, waits for the session, passes both ways. */
export class Client {
  private readonly framer = new MessageFramer();
  private readonly names: StatementNames;
  private gathered: Buffer[] = [];
  private gatheredBytes = 0;
  private working: Promise<void> = Promise.resolve();
  private busy = false;
  private started = false;
  private gone = false;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly session: Session,
    private readonly queue: SessionQueue<object>,
    private readonly clientNo: number,
    private readonly idleInTransactionMs: number,
  ) {
    this.names = new StatementNames(clientNo);
    socket.on("data", (piece: Buffer) => this.read(piece));
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      this.gone = true;
      this.working = this.working.then(() => this.leave());
    });
  }

  /** Ends the connection once its running message is answered. */
  async end(): Promise<void> {
    this.gone = true;
    this.socket.destroySoon();
    await this.working;
    await this.leave();
  }

  private read(piece: Buffer): void {
    if (this.gone) return;
    this.framer.push(piece);
    if (!this.busy) this.work();
  }

  /** Works through the whole messages at hand, with the socket paused: the bound of what is held. */
  private work(): void {
    this.busy = true;
    this.socket.pause();
    this.working = this.working
      .then(() => this.drainMessages())
      .catch((error: unknown) => this.refuse(error))
      .then(() => {
        this.busy = false;
        this.socket.resume();
      });
  }

  private async drainMessages(): Promise<void> {
    for (let next = this.framer.next(); next && !this.gone; next = this.framer.next()) {
      if (this.started) await this.take(next);
      else this.start(next.bytes);
    }
  }

  private start(bytes: Buffer): void {
    const code = bytes.length < 8 ? 0 : bytes.readUInt32BE(4);
    if (code === sslRequest || code === gssRequest) {
      this.socket.write("N");
    } else if (code === cancelRequest) {
      // one session cannot be interrupted from beside
      this.socket.end();
    } else if (code >>> 16 !== protocolMajor) {
      throw new ProtocolError("only version 3 of the PostgreSQL protocol is spoken here");
    } else {
      this.framer.passStartup();
      this.started = true;
      this.socket.write(welcome(this.clientNo));
    }
  }

  private async take({ type, bytes }: ClientMessage): Promise<void> {
    if (type === "X") this.socket.end();
    // a type that is unknown would end the database
    else if (preparing.has(type) || asking.has(type)) {
      this.gather(this.names.rename(type, bytes));
      if (asking.has(type)) await this.ask(type);
    } else if (!copying.has(type)) throw new ProtocolError("a message of an unknown type is not accepted");
  }

  private gather(bytes: Buffer): void {
    this.gathered.push(bytes);
    this.gatheredBytes += bytes.length;
    if (this.gatheredBytes > maxMessageBytes) {
      throw new ProtocolError(`messages of more than ${maxMessageBytes} bytes before a Sync are not accepted`);
    }
  }

  private async ask(type: string): Promise<void> {
    clearTimeout(this.idleTimer);
    await this.queue.acquire(this);
    if (this.gone) return;
    const messages = Buffer.concat(this.gathered);
    this.gathered = [];
    this.gatheredBytes = 0;
    let answer = this.session.run(messages);
    let state = transactionState(answer);
    if (state === undefined && type !== "H") {
      // a COPY that was refused has swallowed the Sync
      answer = Buffer.concat([answer, this.session.run(syncMessage())]);
      state = transactionState(answer);
    }
    if (state === "I") this.queue.release(this);
    else this.idleTimer = setTimeout(() => this.expire(), this.idleInTransactionMs);
    if (!this.socket.write(answer)) await this.drained();
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.destroyed) resolve();
      this.socket.once("drain", resolve);
      this.socket.once("close", () => resolve());
    });
  }

  private expire(): void {
    this.farewell("25P03", "the transaction was idle for too long and is rolled back");
  }

  private refuse(error: unknown): void {
    this.farewell("08P01", error instanceof Error ? error.message : "the message is not accepted");
  }

  /** Tells the client why, and ends the connection even when it does not read that. */
  private farewell(code: string, sentence: string): void {
    this.gone = true;
    this.socket.end(errorResponse("FATAL", code, sentence));
    setTimeout(() => this.socket.destroy(), farewellMs).unref();
  }

  /** A client that goes away leaves nothing behind: no transaction, setting or prepared statement. */
  private async leave(): Promise<void> {
    clearTimeout(this.idleTimer);
    if (!this.started) return;
    this.started = false;
    await this.queue.acquire(this);
    this.session.reset(this.names.closeAll());
    this.queue.release(this);
  }
}
