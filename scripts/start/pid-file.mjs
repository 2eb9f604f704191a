import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { identity, isAlive } from "./processes.mjs";

/** A taker that ends by signal 9 just while it replaces a file leaves one more to be replaced. */
const deepest = 4;

/**
 * Takes a file for this process, or tells who has it. A file whose process has ended, by signal 9 too, counts
 * for nothing. Of any number that come at once, one gets it: a file appears whole (a link to one that is
 * written already), and one that is left over is only replaced by the holder of a second such file beside it,
 * who looks again first. So nobody removes what another has just taken.
 * @param {string} path
 * @returns {{ free: () => void } | { holder: number }} `holder`: the number of the process that has it
 * @throws what the file system does
 */
export function takePidFile(path) {
  return take(path, 0);
}

/** @param {string} path @param {number} depth */
function take(path, depth) {
  if (depth > deepest) throw new Error(`${path} is left over: remove it.`);
  const own = `${path}.${process.pid}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(own, identity(process.pid), { flag: "wx", mode: 0o600 });
    // it may go away while it is looked at
    for (;;) {
      if (linked(own, path)) return held(path);
      const found = read(path);
      if (found === undefined) continue;
      if (isAlive(found)) return { holder: Number.parseInt(found, 10) };
      const guard = take(`${path}.next`, depth + 1);
      if ("holder" in guard) return guard;
      try {
        if (!replaced(own, path)) continue;
        return held(path);
      } finally {
        guard.free();
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** Whether the file, which is left over, could be replaced by our own; only for the holder of its guard. */
function replaced(own, path) {
  const found = read(path);
  if (found === undefined || isAlive(found)) return false;
  renameSync(own, path);
  return true;
}

/** @param {string} path */
function held(path) {
  return { free: () => rmSync(path, { force: true }) };
}

/** @param {string} own @param {string} path @returns {boolean} whether there was none */
function linked(own, path) {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error?.code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} path @returns {string | undefined} undefined when there is none */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error?.code === "ENOENT") return undefined;
    throw error;
  }
}
