import type { Dirent } from "node:fs";
import { opendir } from "node:fs/promises";
import { join } from "node:path";
import { folderError } from "./folder-roots";

/** So many names of one folder are held at a time. */
const maxHeld = 100_000;
/** Deeper than anybody sorts files; a tree without an end ends here. */
const maxDepth = 32;

/** A name on the way through a folder, with slashes, or why there is none. */
export type Step = { name: string } | { name: string; error: Error };

/**
 * Gives the names of everything in a folder and the folders in it that is no folder itself, in the order
 * of names, depth first. Links to folders are not followed, so that there are no circles.
 * @param after the name behind which to go on
 * @throws PlaceError when the folder itself cannot be read; what lies in it comes as a step with an error
 */
export async function* listFolder(root: string, after: string | null): AsyncGenerator<Step, void, void> {
  for await (const step of walk({ root, at: "", depth: 0 }, after === null ? [] : after.split("/"))) {
    if (step.name !== after) yield step;
  }
}

interface Position {
  root: string;
  /** The folder in the root, with a slash at its end; empty for the root itself. */
  at: string;
  depth: number;
}

async function* walk(position: Position, after: readonly string[]): AsyncGenerator<Step, void, void> {
  const [passed, ...deeper] = after;
  for (let behind = passed; ; ) {
    const entries = await readNames(position, behind);
    for (const entry of entries) yield* visit(position, entry, entry.name === passed ? deeper : []);
    behind = entries.at(-1)?.name;
    if (entries.length < maxHeld || behind === undefined) return;
    // what is exactly `behind` has been visited
    behind = `${behind}\0`;
  }
}

async function* visit(
  { root, at, depth }: Position,
  entry: Dirent,
  after: readonly string[],
): AsyncGenerator<Step, void, void> {
  const name = `${at}${entry.name}`;
  if (!entry.isDirectory()) {
    yield { name };
  } else if (depth + 1 >= maxDepth) {
    yield { name, error: new Error(`lies deeper than ${maxDepth} folders`) };
  } else {
    try {
      yield* walk({ root, at: `${name}/`, depth: depth + 1 }, after);
    } catch (error) {
      yield { name, error: folderError(name, error) };
    }
  }
}

/** The first names of a folder from `from` on, sorted; holds a bounded number of however many there are. */
async function readNames({ root, at }: Position, from: string | undefined): Promise<Dirent[]> {
  const path = join(root, at);
  let held: Dirent[] = [];
  try {
    for await (const entry of await opendir(path)) {
      if (from === undefined || entry.name >= from) held.push(entry);
      if (held.length >= 2 * maxHeld) held = firstOf(held);
    }
  } catch (error) {
    throw folderError(path, error);
  }
  return firstOf(held);
}

function firstOf(entries: Dirent[]): Dirent[] {
  return entries.sort((one, other) => (one.name < other.name ? -1 : 1)).slice(0, maxHeld);
}
