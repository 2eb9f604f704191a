import { AppError } from "@/lib/errors";

export interface UploadLimits {
  /** Of all sources together: this bounds the memory of the process. */
  total: number;
  /** Of one source, so that it does not keep the door shut for the others. */
  perSource: number;
}

/** Bounds how many uploads one process reads at the same time. */
export class UploadSlots {
  #open = 0;
  readonly #bySource = new Map<string, number>();

  constructor(readonly limits: UploadLimits) {}

  /**
   * Takes a slot.
   * @returns what gives it back
   * @throws AppError with Retry-After when none is free: `rate_limited` when the source has too many, else `unavailable`
   */
  enter(sourceId: string): () => void {
    const ofSource = this.#bySource.get(sourceId) ?? 0;
    if (ofSource >= this.limits.perSource) {
      const message = `A source may have ${this.limits.perSource} uploads open at a time. Send the request again when one has ended.`;
      throw new AppError("rate_limited", message, undefined, 1);
    }
    if (this.#open >= this.limits.total) {
      const message = "Too many uploads are open at the moment. Send the request again.";
      throw new AppError("unavailable", message, undefined, 1);
    }
    this.#count(sourceId, 1);
    let isGiven = false;
    return () => {
      if (!isGiven) this.#count(sourceId, -1);
      isGiven = true;
    };
  }

  /** Forgets a source that has none open, so that the map stays as small as the slots are few. */
  #count(sourceId: string, change: 1 | -1): void {
    this.#open += change;
    const ofSource = (this.#bySource.get(sourceId) ?? 0) + change;
    if (ofSource > 0) this.#bySource.set(sourceId, ofSource);
    else this.#bySource.delete(sourceId);
  }
}
