/**
 * How far each view is materialised: Timescale's watermark, or further where a step found no data. The
 * second part lives in this process alone; after a restart the steps over empty time are taken again.
 */
export class Frontiers {
  readonly #stepped = new Map<string, number>();
  #watermarks: ReadonlyMap<string, number> = new Map();

  /** Takes the watermarks as they are now. */
  read(watermarks: ReadonlyMap<string, number>): void {
    this.#watermarks = watermarks;
  }

  step(view: string, frontier: number): void {
    this.#stepped.set(view, frontier);
  }

  all(): ReadonlyMap<string, number> {
    const all = new Map(this.#watermarks);
    for (const [view, at] of this.#stepped) all.set(view, Math.max(at, all.get(view) ?? at));
    return all;
  }
}
