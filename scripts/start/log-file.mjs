import { appendFileSync, renameSync, statSync } from "node:fs";

const maxBytes = 10 * 1024 * 1024;

/** A child's log: at most two files of 10 MB each, the older one with `.1`. */
export class LogFile {
  #size = 0;

  /** @param {string} path */
  constructor(path) {
    this.path = path;
    try {
      this.#size = statSync(path).size;
    } catch {
      this.#size = 0;
    }
  }

  /** @param {Buffer} piece */
  write(piece) {
    try {
      if (this.#size + piece.length > maxBytes) {
        renameSync(this.path, `${this.path}.1`);
        this.#size = 0;
      }
      appendFileSync(this.path, piece);
      this.#size += piece.length;
    } catch {
      // a full disk must not end the product; the children say so themselves
    }
  }
}
