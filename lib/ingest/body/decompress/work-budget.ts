import { setImmediate as nextRound } from "node:timers/promises";
import { createContext, Script } from "node:vm";
import { DamagedData } from "./damaged-data";

/** A block of 128 KB takes some milliseconds; one made for it would take fzstd many seconds. */
const longestStepMs = 500;
/** What a whole body may take beside the time for its size, and the slowest pace that an honest body has. */
const spareMs = 2000;
const slowestBytesPerMs = 256;
const turnMs = 10;
/** What a body may take beyond that pace before its sender is charged for it: as long as code is cold. */
const freeMs = 100;

/** Who answers for the time that a body takes. */
export interface WorkAccount {
  /** Tells of milliseconds that were taken beyond the pace of an honest body. */
  charge(ms: number): void;
  /** Waits until what was charged is paid back. */
  pause(): Promise<void>;
}

let lastTurn: Promise<void> = Promise.resolve();

/** One turn a round of the event loop, whoever waits: slow steps of many bodies must not add up in one. */
function takeTurn(): Promise<void> {
  lastTurn = lastTurn.then(() => nextRound());
  return lastTurn;
}

const script = new Script("step()");
// a step runs to its end before another can begin
const context = createContext({ step: undefined });

/**
 * Runs the steps of a decoder that cannot be trusted with time: a single step is broken off by
 * V8 after half a second, many small ones together are held to a pace, and others get their turn.
 * What goes beyond the pace is charged to the account, so that many bodies of one sender get no more than one.
 */
export class WorkBudget {
  #spentMs = 0;
  #turnAt = Number.NEGATIVE_INFINITY;
  #made = 0;
  #chargedMs = freeMs;

  constructor(readonly account?: WorkAccount) {}

  /** Tells of bytes that came out. */
  earn(bytes: number): void {
    this.#made += bytes;
  }

  /**
   * @throws DamagedData when the step fails or takes too long
   */
  async run(step: () => unknown): Promise<void> {
    if (performance.now() - this.#turnAt > turnMs) {
      await takeTurn();
      await this.account?.pause();
      this.#turnAt = performance.now();
    }
    const begin = performance.now();
    try {
      context.step = step;
      script.runInContext(context, { timeout: longestStepMs });
    } catch (error) {
      throw new DamagedData(isTimeout(error) ? "it takes too long" : "it is damaged");
    } finally {
      this.#spend(performance.now() - begin);
    }
    if (this.#overMs > spareMs) throw new DamagedData("it takes too long");
  }

  /** What the body has taken beyond its pace. */
  get #overMs(): number {
    return this.#spentMs - this.#made / slowestBytesPerMs;
  }

  #spend(ms: number): void {
    this.#spentMs += ms;
    if (this.#overMs <= this.#chargedMs) return;
    this.account?.charge(this.#overMs - this.#chargedMs);
    this.#chargedMs = this.#overMs;
  }
}

/** It comes from the context of the script, whose `Error` is not ours. */
function isTimeout(error: unknown): boolean {
  return Object(error).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
