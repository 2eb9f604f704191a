/** Hands values from one that puts to one that takes; of values that were not taken in time only the latest is kept. */
export class LatestValue<Value> {
  #held: { value: Value } | undefined;
  #wake: (() => void) | undefined;

  put(value: Value): void {
    this.#held = { value };
    this.#wake?.();
  }

  /**
   * Gives the latest value, as soon as there is one.
   * @returns undefined when the time is over, or the signal fires
   */
  async take(waitMs: number, signal: AbortSignal): Promise<{ value: Value } | undefined> {
    if (!this.#held && !signal.aborted) await this.#wait(waitMs, signal);
    const held = this.#held;
    this.#held = undefined;
    return held;
  }

  async #wait(waitMs: number, signal: AbortSignal): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let wake = (): void => {};
    await new Promise<void>((resolve) => {
      wake = () => resolve();
      this.#wake = wake;
      timer = setTimeout(wake, waitMs);
      signal.addEventListener("abort", wake, { once: true });
    });
    clearTimeout(timer);
    signal.removeEventListener("abort", wake);
    this.#wake = undefined;
  }
}
