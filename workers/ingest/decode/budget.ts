const maxBytes = 128 * 1024 * 1024;

/** The records of a chunk would need too much memory. */
export class BudgetError extends Error {
  override readonly name = "BudgetError";
  override readonly message =
    `The chunk's records need more than ${maxBytes / 1024 ** 2} MB of memory once they are decoded.`;
}

/**
 * The memory that the records of one chunk may need, estimated on the high side before it is taken.
 * The thread's own limit is no substitute: when one large allocation fails in a thread, V8 ends the
 * whole process (measured on Node 20).
 */
export class Budget {
  #left = maxBytes;

  /** @throws BudgetError */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new BudgetError();
  }
}
