import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * A hash over the names and contents of files and folders, to tell whether work has to be done again.
 * @param {readonly string[]} paths those that do not exist count as empty
 * @returns {string}
 */
export function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of paths) add(hash, path);
  return hash.digest("hex");
}

/** @param {import("node:crypto").Hash} hash @param {string} path */
function add(hash, path) {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) if (name !== "generated") add(hash, join(path, name));
  } else if (!/\.test\.tsx?$/.test(path)) {
    hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  }
}

/**
 * Does the work unless it was done for the same fingerprint before.
 * @param {{ mark: string, paths: readonly string[], needs?: string, work: () => Promise<void> }} options
 *   `mark`: the file that remembers; `needs`: something that the work makes
 * @returns {Promise<boolean>} whether it was done now
 */
export async function onceFor({ mark, paths, needs, work }) {
  const current = fingerprint(paths);
  const made = !needs || existsSync(needs);
  if (made && existsSync(mark) && readFileSync(mark, "utf8") === current) return false;
  // work that is broken off must not pass for done
  rmSync(mark, { force: true });
  await work();
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, current);
  return true;
}
