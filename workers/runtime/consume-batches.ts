import type { Consumer, JsMsg } from "nats";
import { backOffMs } from "./back-off";
import { type BatchMessage, toBatchMessage } from "./batch-message";
import { type ConsumerSettings, ensureConsumer } from "./ensure-consumer";
import { pause } from "./pause";
import { purgeAcknowledged } from "./purge-acknowledged";
import type { RoleContext } from "./role";
import { type Settlement, settle } from "./settlement";

export interface ConsumeOptions extends ConsumerSettings {
  /** How many handlers run at the same time in this process; 1 when not given. */
  concurrency?: number;
  /**
   * How many messages wait here for a handler; as many as `concurrency` when not given. Together they
   * must stay well below the 64 MB that the server holds for a connection before it drops it as slow.
   */
  prefetch?: number;
  /** How long one pull waits for messages; only tests change this and the next. */
  pullMs?: number;
  /** How often messages are looked for that a killed server brought back though they were acknowledged. */
  purgeEveryMs?: number;
  /**
   * Works on one message. The signal aborts when the consumer is asked to stop: the handler may finish
   * or give the message back with `retry`. A throw is logged and means `retry` with back-off.
   */
  handle(message: BatchMessage, signal: AbortSignal): Promise<Settlement>;
}

export interface RunningConsumer {
  /** Stops pulling, gives back what no handler has begun, waits for the running handlers. Never throws. */
  stop(): Promise<void>;
}

type Context = Pick<RoleContext, "nats" | "log">;

/**
 * Consumes a durable pull consumer until it is stopped. It begins by itself once stream and server
 * are there, and goes on after restarts of the server; a lost consumer is made again.
 *
 * It pulls only as many messages as it has room for, so each one that is here is known, and told to
 * the server as in work (`+WPI`) every third of `ackWaitMs`, whether its handler is slow or it waits.
 */
export function consumeBatches(context: Context, options: ConsumeOptions): RunningConsumer {
  const pump = new Pump(context, options);
  const ended = pump.run();
  return {
    stop: async () => {
      pump.stop();
      await ended;
    },
  };
}

class Pump {
  readonly #stopping = new AbortController();
  readonly #waiting: JsMsg[] = [];
  readonly #running = new Map<JsMsg, Promise<void>>();
  readonly #concurrency: number;
  readonly #room: number;
  #pull: { close(): unknown } | undefined;
  #wake: () => void = () => undefined;

  constructor(
    readonly context: Context,
    readonly options: ConsumeOptions,
  ) {
    this.#concurrency = options.concurrency ?? 1;
    this.#room = this.#concurrency + (options.prefetch ?? this.#concurrency);
  }

  stop(): void {
    this.#stopping.abort();
    this.#pull?.close();
    this.#wake();
  }

  async run(): Promise<void> {
    const inWork = setInterval(() => this.#tellInWork(), Math.max(50, this.options.ackWaitMs / 3));
    try {
      for (let failures = 0; !this.#stopping.signal.aborted; ) {
        try {
          const consumer = await ensureConsumer(this.context.nats, this.options);
          failures = 0;
          await this.#pullUntilStopped(consumer);
        } catch (error) {
          failures += 1;
          const retryInMs = backOffMs(failures, { firstMs: 250, maxMs: 5000 });
          this.context.log.warn(
            { err: error, stream: this.options.stream, retryInMs },
            "cannot pull messages, trying again",
          );
          await pause(retryInMs, this.#stopping.signal);
        }
      }
      for (const message of this.#waiting.splice(0)) this.#settle(message, { type: "retry", delayMs: 1 });
      await Promise.all(this.#running.values());
    } finally {
      clearInterval(inWork);
    }
  }

  async #pullUntilStopped(consumer: Consumer): Promise<void> {
    for (let purgeAt = 0; !this.#stopping.signal.aborted; ) {
      if (performance.now() >= purgeAt) {
        const purged = await purgeAcknowledged(this.context.nats, consumer, this.options.filterSubject);
        if (purged > 0)
          this.context.log.info({ stream: this.options.stream, purged }, "acknowledged messages taken out");
        purgeAt = performance.now() + (this.options.purgeEveryMs ?? 15_000);
      }
      const free = await this.#untilRoom();
      if (this.#stopping.signal.aborted) return;
      const messages = await consumer.fetch({ max_messages: free, expires: this.options.pullMs ?? 5000 });
      this.#pull = messages;
      if (this.#stopping.signal.aborted) messages.close();
      for await (const message of messages) {
        this.#waiting.push(message);
        this.#begin();
      }
    }
  }

  /** Gives how many messages may be pulled, once that is at least half of the room: fewer round trips. */
  async #untilRoom(): Promise<number> {
    for (;;) {
      const free = this.#room - this.#waiting.length - this.#running.size;
      if (free >= Math.ceil(this.#room / 2) || this.#stopping.signal.aborted) return free;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #begin(): void {
    while (this.#running.size < this.#concurrency && !this.#stopping.signal.aborted) {
      const message = this.#waiting.shift();
      if (!message) return;
      const work = this.#work(message).then(() => {
        this.#running.delete(message);
        this.#wake();
        this.#begin();
      });
      this.#running.set(message, work);
    }
  }

  async #work(message: JsMsg): Promise<void> {
    const batch = toBatchMessage(message);
    let settlement: Settlement;
    try {
      settlement = await this.options.handle(batch, this.#stopping.signal);
    } catch (error) {
      const delayMs = backOffMs(batch.deliveryCount);
      const { subject, sequence, deliveryCount } = batch;
      this.context.log.error(
        { err: error, subject, sequence, deliveryCount, delayMs },
        "handler failed, message comes again",
      );
      settlement = { type: "retry", delayMs };
    }
    if (settlement.type === "terminate") {
      const { subject, sequence } = batch;
      this.context.log.error({ subject, sequence, why: settlement.why }, "message can never succeed, taken out");
    }
    this.#settle(message, settlement);
  }

  #settle(message: JsMsg, settlement: Settlement): void {
    try {
      settle(message, settlement);
    } catch (error) {
      this.context.log.warn({ err: error, subject: message.subject }, "settlement not sent, message comes again");
    }
  }

  #tellInWork(): void {
    try {
      for (const message of [...this.#waiting, ...this.#running.keys()]) message.working();
    } catch (error) {
      this.context.log.debug({ err: error }, "connection is away, messages in work may come again");
    }
  }
}
