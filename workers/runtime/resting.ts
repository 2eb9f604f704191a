/** One that could not go on waits, so that the others get their turn. */
const afterFaultMs = 30_000;

/** What could not be worked off, and for how long it is left out. */
export class Resting<Id> {
  readonly #until = new Map<Id, number>();

  /** Leaves it out for half a minute. */
  add(id: Id): void {
    this.#until.set(id, performance.now() + afterFaultMs);
  }

  /** Those that are left out now. */
  list(): Id[] {
    for (const [id, until] of this.#until) if (until <= performance.now()) this.#until.delete(id);
    return [...this.#until.keys()];
  }
}
