import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

// biome-ignore lint/style/noProcessEnv: only tests import this file
const root = process.env.FIXTURES_DIR ?? resolve("../shared/fixtures");

export interface Fixture {
  /** Path below the fixtures' folder. */
  path: string;
  bytes: Uint8Array;
}

/** Gives the files of a folder of foreign files by ending; says loudly when the folder is not there. */
export function listFixtures(folder: string, ending: string): Fixture[] {
  const base = join(root, folder);
  if (!existsSync(base)) {
    console.warn(`NOT TESTED: there is no ${base}. Set FIXTURES_DIR to test with foreign files.`);
    return [];
  }
  return readdirSync(base, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(base, name))
    .map((path) => ({ path: relative(root, path), bytes: new Uint8Array(readFileSync(path)) }));
}
