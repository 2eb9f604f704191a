import { stat } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { reasonOf, UsageError } from "../cli-error";

/**
 * The files that arguments name, each once, in the order of the arguments: a file, or a pattern that the shell did
 * not expand. A name that is there counts as it is, also with brackets in it.
 * @throws UsageError for a folder, and for what names no file
 */
export async function findFiles(names: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  for (const name of names) {
    for (const path of await filesOf(name)) if (!found.has(resolve(path))) found.set(resolve(path), path);
  }
  return [...found.values()];
}

async function filesOf(name: string): Promise<string[]> {
  const there = await look(name);
  if (there?.isDirectory()) {
    throw new UsageError(`${name} is a folder: name its files ('${name}/*.csv'), or use advertisex watch ${name}.`);
  }
  if (there) return [name];
  const paths = isDynamicPattern(name)
    ? await glob(pattern(name), { expandDirectories: false, onlyFiles: true, absolute: isAbsolute(name) })
    : [];
  if (paths.length === 0) throw new UsageError(`No file is named ${name}, and none fits it as a pattern.`);
  return paths.sort();
}

/** Patterns have forward slashes on every system. */
function pattern(name: string): string {
  return process.platform === "win32" ? name.replaceAll("\\", "/") : name;
}

async function look(name: string) {
  return stat(name).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw new UsageError(`${name} cannot be read: ${reasonOf(error)}.`);
  });
}
