import { setImmediate as nextTurn } from "node:timers/promises";
import { createContext, Script } from "node:vm";
import { DamagedData } from "./damaged-data";

/** A block of 128 KB takes some milliseconds; one made for it would take fzstd many seconds. */
const longestStepMs = 500;
/** What a whole body may take beside the time for its size, and the slowest pace that an honest body has. */
const spareMs = 2000;
const slowestBytesPerMs = 256;
const turnMs = 10;

const script = new Script("step()");
// a step runs to its end before another can begin
const context = createContext({ step: undefined });

/**
 * Runs the steps of a decoder that cannot be trusted with time: a single step is broken off by
 * V8 after half a second, many small ones together are held to a pace, and others get their turn.
 */
export class WorkBudget {
  #spentMs = 0;
  #sinceTurnMs = 0;
  #made = 0;

  /** Tells of bytes that came out. */
  earn(bytes: number): void {
    this.#made += bytes;
  }

  /**
   * @throws DamagedData when the step fails or takes too long
   */
  async run(step: () => unknown): Promise<void> {
    const begin = performance.now();
    try {
      context.step = step;
      script.runInContext(context, { timeout: longestStepMs });
    } catch (error) {
      throw new DamagedData(isTimeout(error) ? "it takes too long" : "it is damaged");
    }
    const ms = performance.now() - begin;
    this.#spentMs += ms;
    this.#sinceTurnMs += ms;
    if (this.#spentMs > spareMs + this.#made / slowestBytesPerMs) throw new DamagedData("it takes too long");
    if (this.#sinceTurnMs < turnMs) return;
    this.#sinceTurnMs = 0;
    await nextTurn();
  }
}

/** It comes from the context of the script, whose `Error` is not ours. */
function isTimeout(error: unknown): boolean {
  return Object(error).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
