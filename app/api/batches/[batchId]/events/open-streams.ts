import { AppError } from "@/lib/errors";

/** Counts the streams that one process keeps open. */
export class OpenStreams {
  #open = 0;

  constructor(readonly most: number) {}

  /**
   * Opens one.
   * @returns what closes it; a second call does nothing
   * @throws AppError `unavailable` when as many are open as may be
   */
  open(): () => void {
    if (this.#open >= this.most) {
      const message = "Too many batches are being watched at the moment. Ask for the batch itself, or come back.";
      throw new AppError("unavailable", message, undefined, 5);
    }
    this.#open += 1;
    let isOpen = true;
    return () => {
      if (isOpen) this.#open -= 1;
      isOpen = false;
    };
  }
}
