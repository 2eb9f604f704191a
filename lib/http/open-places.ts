import { AppError } from "@/lib/errors";

/** Counts what one process does at the same time and bounds it: each takes memory, a connection or a file. */
export class OpenPlaces {
  #open = 0;

  /** @param message what is told to one too many */
  constructor(
    readonly most: number,
    readonly message: string,
  ) {}

  /**
   * Takes a place.
   * @returns what gives it back; a second call does nothing
   * @throws AppError `unavailable` when none is free
   */
  take(): () => void {
    if (this.#open >= this.most) throw new AppError("unavailable", this.message, undefined, 5);
    this.#open += 1;
    let isTaken = true;
    return () => {
      if (isTaken) this.#open -= 1;
      isTaken = false;
    };
  }
}
