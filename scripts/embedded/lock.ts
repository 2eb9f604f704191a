import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { takePidFile } from "@/scripts/start/pid-file.mjs";

/**
 * Takes the data directory for this process, by a file that names it; a file whose process has
 * ended (also by signal 9) counts for nothing. Gives the function that frees the directory.
 * @throws Error with one sentence when another process has it, or it cannot be written.
 */
export function lockDirectory(dataDir: string): () => void {
  const taken = take(dataDir);
  if ("free" in taken) return taken.free;
  throw new Error(`The database in ${dataDir} is in use by process ${taken.holder}.`);
}

function take(dataDir: string): ReturnType<typeof takePidFile> {
  try {
    mkdirSync(dataDir, { recursive: true });
    return takePidFile(join(dataDir, "advertisex.pid"));
  } catch (error) {
    throw new Error(`The database in ${dataDir} cannot be opened: ${reason(error)}.`);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function reason(error: unknown): string {
  const sentences: Record<string, string> = {
    EACCES: "this user may not write there",
    EPERM: "this user may not write there",
    EROFS: "this user may not write there",
    ENOSPC: "the disk is full",
    ENOTDIR: "it is not a directory",
  };
  return sentences[codeOf(error) ?? ""] ?? String((error as Error).message);
}
