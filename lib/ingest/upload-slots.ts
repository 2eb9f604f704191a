import { AppError } from "@/lib/errors";

/** Bounds how many uploads one process reads at the same time, and with them its memory. */
export class UploadSlots {
  #open = 0;

  constructor(readonly max: number) {}

  /**
   * Takes a slot.
   * @returns what gives it back
   * @throws AppError `unavailable` with Retry-After when none is free
   */
  enter(): () => void {
    if (this.#open >= this.max) {
      throw new AppError(
        "unavailable",
        "Too many uploads are open at the moment. Send the request again.",
        undefined,
        1,
      );
    }
    this.#open += 1;
    let isGiven = false;
    return () => {
      if (!isGiven) this.#open -= 1;
      isGiven = true;
    };
  }
}
