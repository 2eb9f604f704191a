import type { Socket } from "node:net";
import type { Session } from "./database";
import { type ClientMessage, MessageFramer, transactionState } from "./framing";
import { errorResponse, readyForQuery, welcome } from "./replies";
import type { SessionQueue } from "./session-queue";

const sslRequest = 80_877_103;
const gssRequest = 80_877_104;
const cancelRequest = 80_877_102;

/** Messages after which the database is asked: Query, Sync, Flush, password. */
const asking = new Set(["Q", "S", "H", "p"]);

/** One client's connection: frames its messages, waits for the session, passes both ways. */
export class Client {
  private readonly framer = new MessageFramer();
  private gathered: Buffer[] = [];
  private working: Promise<void> = Promise.resolve();
  private busy = false;
  private started = false;
  private gone = false;
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly session: Session,
    private readonly queue: SessionQueue<Client>,
    private readonly clientNo: number,
    private readonly idleInTransactionMs: number,
  ) {
    socket.on("data", (piece: Buffer) => this.read(piece));
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      this.gone = true;
      this.working = this.working.then(() => this.giveBack());
    });
  }

  /** Ends the connection once its running message is answered. */
  async end(): Promise<void> {
    this.gone = true;
    await this.working;
    this.socket.destroy();
    await this.giveBack();
  }

  private read(piece: Buffer): void {
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
        if (!this.gone) this.socket.resume();
      });
  }

  private async drainMessages(): Promise<void> {
    for (let next = this.framer.next(); next && !this.gone; next = this.framer.next()) {
      if (this.started) await this.take(next);
      else this.start(next.bytes);
    }
  }

  private start(bytes: Buffer): void {
    const code = bytes.readUInt32BE(4);
    if (code === sslRequest || code === gssRequest) {
      this.socket.write("N");
    } else if (code === cancelRequest) {
      // one session cannot be interrupted from beside
      this.socket.end();
    } else {
      this.framer.passStartup();
      this.started = true;
      this.socket.write(welcome(this.clientNo));
    }
  }

  private async take(message: ClientMessage): Promise<void> {
    if (message.type === "X") {
      this.socket.end();
      return;
    }
    if (message.type === "Q" && isCopyFromClient(message.bytes)) {
      // the WebAssembly build stops for good when it waits for copied rows
      const sentence = "COPY from the client is not supported on the embedded database; use insert";
      this.socket.write(Buffer.concat([errorResponse("ERROR", "0A000", sentence), readyForQuery()]));
      return;
    }
    this.gathered.push(message.bytes);
    if (asking.has(message.type)) await this.ask();
  }

  private async ask(): Promise<void> {
    clearTimeout(this.idleTimer);
    await this.queue.acquire(this);
    if (this.gone) return;
    const messages = Buffer.concat(this.gathered);
    this.gathered = [];
    const answer = await this.session.run(messages);
    const state = transactionState(answer);
    if (state === "I") this.queue.release(this);
    else this.idleTimer = setTimeout(() => this.expire(), this.idleInTransactionMs);
    // copied: the database writes its next answer into the same memory
    if (!this.socket.write(Buffer.from(answer)) && !this.gone) await this.drained();
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      this.socket.once("drain", resolve);
      this.socket.once("close", () => resolve());
    });
  }

  private expire(): void {
    this.socket.end(errorResponse("FATAL", "25P03", "the transaction was idle for too long and is rolled back"));
    this.gone = true;
    this.working = this.working.then(() => this.giveBack());
  }

  private refuse(error: unknown): void {
    const sentence = error instanceof Error ? error.message : "the embedded database failed";
    this.socket.end(errorResponse("FATAL", "08P01", sentence));
    this.gone = true;
  }

  /** A client that goes away in a transaction leaves nothing of it behind. */
  private async giveBack(): Promise<void> {
    clearTimeout(this.idleTimer);
    if (!this.queue.isHeldBy(this)) return;
    await this.session.reset();
    this.queue.release(this);
  }
}

function isCopyFromClient(query: Buffer): boolean {
  return query.length < 65_536 && /\bcopy\b[^;]*\bfrom\s+stdin\b/i.test(query.toString("utf8", 5));
}
