/** A click as the rule sees it; `creativeId` as sent. */
export interface RepeatableClick {
  at: number;
  creativeId: string | null;
}

/**
 * Looks at the clicks of one user and campaign in the order of their time and the bytes of their ids: one is
 * repeated when another of the same sent creative (none equals none) comes before it in that order, at most
 * `seconds` before. It is enough to remember the latest of each creative.
 */
export class RepeatedClickWalk {
  readonly #latest = new Map<string | null, number>();

  /** @param longestMs nothing that is older than this can matter to a click, whatever is set for it */
  constructor(readonly longestMs: number) {}

  /** @returns whether the next click is repeated; the seconds are those that are set at its time */
  step(click: RepeatableClick, { seconds }: { seconds: number }): boolean {
    const before = this.#latest.get(click.creativeId);
    this.#forget(click.at);
    // put at the end, so that the map is in order of time
    this.#latest.delete(click.creativeId);
    this.#latest.set(click.creativeId, click.at);
    return before !== undefined && click.at - before <= seconds * 1000;
  }

  #forget(at: number): void {
    for (const [creativeId, latest] of this.#latest) {
      if (at - latest <= this.longestMs) return;
      this.#latest.delete(creativeId);
    }
  }
}
