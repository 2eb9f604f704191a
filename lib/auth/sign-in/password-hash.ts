import { hashPassword as hash, verifyPassword as verify } from "better-auth/crypto";
import { AppError } from "@/lib/errors";

/** scrypt takes about 50 ms of a core and 16 MB each. */
const atOnce = 2;
/** More wait no longer than a second or two; whoever comes then is asked to come again. */
const mostWaiting = 40;

/** Lets so many work at a time, and so many wait. */
class Turns {
  #free = atOnce;
  readonly #waiting: (() => void)[] = [];

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  #wait(): Promise<void> {
    if (this.#waiting.length >= mostWaiting) {
      throw new AppError("unavailable", "Too many people are signing in at this moment: try again.", undefined, 2);
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

const holder = globalThis as { advertisexTurns?: Turns };

/** Of the whole process; on the global object, since Next loads modules again in development. */
function turns(): Turns {
  holder.advertisexTurns ??= new Turns();
  return holder.advertisexTurns;
}

/**
 * Hashes a password as better-auth keeps it (scrypt), a few at a time, so that a flood of sign-ins does not take
 * the machine from everybody else.
 * @throws AppError `unavailable` when too many wait
 */
export async function hashPassword(password: string): Promise<string> {
  return turns().take(() => hash(password));
}

/** Compares a password with its hash, under the same bound. @throws AppError `unavailable` */
export async function verifyPassword(given: { hash: string; password: string }): Promise<boolean> {
  return turns().take(() => verify(given));
}
