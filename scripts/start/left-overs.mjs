import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identity, isAlive } from "./processes.mjs";

const patienceMs = 30_000;

/** Remembers which processes a start has running, for the start after one that was ended by signal 9. */
export class RunningFiles {
  /** @param {string} dataDir */
  constructor(dataDir) {
    this.folder = join(dataDir, "run");
    mkdirSync(this.folder, { recursive: true });
  }

  /** @param {string} name @param {number | undefined} pid */
  add(name, pid) {
    try {
      if (pid !== undefined) writeFileSync(join(this.folder, `${name}.pid`), identity(pid));
    } catch {
      // a full disk must not end what runs
    }
  }

  /** @param {string} name */
  remove(name) {
    rmSync(join(this.folder, `${name}.pid`), { force: true });
  }

  /**
   * Ends what is left of an earlier start, and waits for it. Node children stop by themselves when
   * their start is gone; a server that is not ours does not.
   * @returns {Promise<string[]>} the names of what was still there
   */
  async endLeftOvers() {
    const found = readdirSync(this.folder)
      .map((file) => ({ file, written: readFileSync(join(this.folder, file), "utf8") }))
      .filter(({ written }) => isAlive(written));
    for (const { written } of found) signal(written, "SIGTERM");
    const limit = Date.now() + patienceMs;
    while (found.some(({ written }) => isAlive(written)) && Date.now() < limit) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    for (const { written } of found) if (isAlive(written)) signal(written, "SIGKILL");
    for (const file of readdirSync(this.folder)) rmSync(join(this.folder, file), { force: true });
    return found.map(({ file }) => file.replace(/\.pid$/, ""));
  }
}

/** @param {string} written @param {NodeJS.Signals} name */
function signal(written, name) {
  try {
    process.kill(Number.parseInt(written, 10), name);
  } catch {
    // it has just ended
  }
}
