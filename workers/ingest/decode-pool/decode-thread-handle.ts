import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { ChunkFrame } from "../decode/decode-chunk";
import type { PackedChunk } from "./pack";
import type { ThreadMessage, ThreadTask } from "./thread-message";

/** What a thread may need for one chunk. */
export interface ThreadLimits {
  limitMs: number;
  memoryMb: number;
}

/** Why a chunk could not be decoded, as the end of a sentence. */
export interface Overrun {
  problem: string;
}

const entry = fileURLToPath(new URL("./thread-entry.mjs", import.meta.url));
/** A thread that decodes one chunk at a time, seen from outside. Once it has failed it is not alive any more. */
export class DecodeThread {
  isAlive = true;
  #hear: (message: ThreadMessage) => void = () => undefined;
  #fail: (problem: string) => void = () => undefined;

  private constructor(
    readonly worker: Worker,
    readonly limits: ThreadLimits,
  ) {
    worker.on("message", (message: ThreadMessage) => this.#hear(message));
    worker.on("error", (error: NodeJS.ErrnoException) => {
      this.isAlive = false;
      const isMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      this.#fail(isMemory ? `decoding it needs more than ${limits.memoryMb} MB of memory.` : "its decoder failed.");
    });
    worker.on("exit", () => {
      this.isAlive = false;
      this.#fail("its decoder ended.");
    });
  }

  /** @throws Error when the thread cannot be started, which is no fault of any chunk. */
  static start(limits: ThreadLimits): Promise<DecodeThread> {
    const resourceLimits = { maxOldGenerationSizeMb: limits.memoryMb };
    const worker = new Worker(entry, { execArgv: [], resourceLimits });
    const thread = new DecodeThread(worker, limits);
    return new Promise((resolve, reject) => {
      worker.once("error", reject);
      thread.#fail = (problem) => reject(new Error(`A thread for decoding could not be started: ${problem}`));
      thread.#hear = () => {
        worker.off("error", reject);
        resolve(thread);
      };
    });
  }

  /** Decodes a chunk; the bytes are copied. A thread that overruns is ended. */
  async run(frame: ChunkFrame, bytes: Uint8Array): Promise<PackedChunk | Overrun> {
    // a slice of a Buffer would be no copy, and what is handed over is gone here
    const copy = new Uint8Array(bytes);
    let stopTimer = () => {};
    const done = new Promise<PackedChunk | Overrun>((resolve) => {
      const overrun = () => resolve({ problem: `decoding it took longer than ${this.limits.limitMs / 1000} s.` });
      this.#fail = (problem) => resolve({ problem });
      this.#hear = (message) => {
        if (typeof message === "object") resolve("packed" in message ? message.packed : message);
      };
      stopTimer = afterRunning(this.limits.limitMs, overrun);
    });
    const task: ThreadTask = { frame, bytes: copy };
    this.worker.postMessage(task, [copy.buffer]);
    const result = await done;
    stopTimer();
    if ("problem" in result) await this.end();
    return result;
  }

  async end(): Promise<void> {
    this.isAlive = false;
    await this.worker.terminate();
  }
}

const ticks = 20;

/**
 * Calls after a time of which only the part counts for which this process ran: one that stood still, as that of
 * a machine that is moved, makes up for no missed ticks. An answer that is here already, behind a main thread
 * that was busy, is heard before the next tick, too.
 * @returns what ends it
 */
function afterRunning(ms: number, call: () => void): () => void {
  let left = ticks;
  const timer = setInterval(() => {
    left -= 1;
    if (left === 0) call();
  }, ms / ticks);
  return () => clearInterval(timer);
}
