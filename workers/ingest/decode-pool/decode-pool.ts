import type { ChunkHeader } from "@/lib/contracts/chunk";
import type { Decoded } from "../decode/decoded";
import { DecodeThread, type ThreadLimits } from "./decode-thread-handle";
import { keepUndecoded } from "./keep-undecoded";
import { unpack } from "./pack";

/** Decodes a chunk into exactly `header.records` outcomes. */
export type Decode = (header: ChunkHeader, bytes: Uint8Array) => Promise<Decoded[]>;

export interface DecodePoolOptions extends ThreadLimits {
  threads: number;
}

/** An honest chunk takes some milliseconds and megabytes. */
const defaults: DecodePoolOptions = { threads: 2, limitMs: 10_000, memoryMb: 384 };

/**
 * Decodes chunks in threads that can be killed, since what they hold was written by others. A chunk
 * that overruns its limits costs its thread, and its records are `unprocessable`; nothing else is.
 * Threads are started when they are needed, and stay.
 */
export class DecodePool {
  readonly #options: DecodePoolOptions;
  readonly #idle: DecodeThread[] = [];
  readonly #waiting: (() => void)[] = [];
  #working = 0;
  #isStopped = false;

  constructor(options: Partial<DecodePoolOptions> = {}) {
    this.#options = { ...defaults, ...options };
  }

  /** @throws Error when a thread cannot be started, or the pool was stopped */
  readonly decode: Decode = async (header, bytes) => {
    while (this.#working >= this.#options.threads && !this.#isStopped) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#isStopped) throw new Error("The pool for decoding was stopped.");
    this.#working += 1;
    let thread: DecodeThread | undefined;
    try {
      thread = this.#takeIdle() ?? (await DecodeThread.start(this.#options));
      const { format, records, firstRecord, delimiter } = header;
      const result = await thread.run({ format, records, firstRecord, delimiter }, bytes);
      return "problem" in result ? keepUndecoded(header, bytes, result.problem) : await unpack(header, bytes, result);
    } finally {
      this.#working -= 1;
      if (thread?.isAlive && !this.#isStopped) this.#idle.push(thread);
      else await thread?.end();
      this.#waiting.shift()?.();
    }
  };

  /** Ends the threads; chunks that are being decoded are finished first, those that wait for a thread are refused. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const wake of this.#waiting.splice(0)) wake();
    await Promise.all(this.#idle.splice(0).map((thread) => thread.end()));
  }

  #takeIdle(): DecodeThread | undefined {
    for (let thread = this.#idle.pop(); thread; thread = this.#idle.pop()) if (thread.isAlive) return thread;
    return undefined;
  }
}
