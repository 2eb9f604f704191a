import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Takes the data directory for this process, by a file that names it; a file whose process has
 * ended (also by signal 9) counts for nothing. Gives the function that frees the directory.
 * @throws Error with one sentence when another process has it, or it cannot be written.
 */
export function lockDirectory(dataDir: string): () => void {
  const file = join(dataDir, "advertisex.pid");
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(file, identity(process.pid), { flag: "wx", mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw new Error(`The database in ${dataDir} cannot be opened: ${reason(error)}.`);
      const holder = readFileSync(file, "utf8");
      const pid = Number.parseInt(holder, 10);
      if (pid > 0 && holder === identity(pid)) {
        throw new Error(`The database in ${dataDir} is in use by process ${pid}.`);
      }
      rmSync(file, { force: true });
    }
  }
  throw new Error(`The database in ${dataDir} was taken by another process at this moment.`);
}

/** A process's number with the time it started, since numbers are used again; "" when it is not alive. */
function identity(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return "";
  }
  return `${pid} ${startedAt(pid)}`;
}

/** The start of a process in ticks since boot: field 22 of Linux's /proc/pid/stat; "" elsewhere. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
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
