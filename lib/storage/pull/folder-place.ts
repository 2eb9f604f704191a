import { constants } from "node:fs";
import { type FileHandle, open, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { isWithin, realFolder } from "./folder-roots";
import { listFolder, type Step } from "./list-folder";
import { type FoundFile, isUsableName, type Place, PlaceError, shownName, type Unusable } from "./place";

const pieceBytes = 64 * 1024;

/**
 * Makes a place of a folder and what lies in its folders. Links to files are followed as long as they stay
 * below a root; hidden behind a link, nothing else of the server can be read.
 * @param roots the setting PULL_FOLDERS
 */
export function folderPlace(path: string, roots: readonly string[]): Place {
  return {
    async *list(after, signal) {
      const folder = await realFolder(path, roots);
      for await (const step of listFolder(folder, after)) {
        if (signal.aborted) return;
        const found = await tellFile(folder, step, roots);
        if (found) yield found;
      }
    },
    open: async (file, signal) => openFile(join(await realFolder(path, roots), file.name), file, { roots, signal }),
    close: () => undefined,
  };
}

async function tellFile(
  folder: string,
  step: Step,
  roots: readonly string[],
): Promise<FoundFile | Unusable | undefined> {
  const { name } = step;
  if ("error" in step) return { problem: step.error.message };
  if (!isUsableName(name)) return { problem: `${shownName(name)} is too long a name, or not written in UTF-8` };
  try {
    const path = join(folder, name);
    const real = await realpath(path);
    if (real !== path && !(await isBelowRoot(real, roots))) return leadsOut(name);
    const status = await stat(real, { bigint: true });
    if (!status.isFile()) return undefined;
    const { size, mtimeNs, mtimeMs, ctimeMs } = status;
    // one that was copied keeps its old time of modification, but not this one
    const modifiedAt = new Date(Math.max(Number(mtimeMs), Number(ctimeMs)));
    return { name, shortName: name, version: `${size}-${mtimeNs}`, bytes: Number(size), modifiedAt };
  } catch (error) {
    // it was taken away since the folder was read
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    return { problem: `${shownName(name)} cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}

function leadsOut(name: string): Unusable {
  return { problem: `${shownName(name)} is a link that leads out of where files may be pulled from` };
}

async function isBelowRoot(real: string, roots: readonly string[]): Promise<boolean> {
  const realRoots = await Promise.all(roots.map((root) => realpath(root).catch(() => root)));
  return realRoots.some((root) => isWithin(root, real));
}

interface Reading {
  roots: readonly string[];
  signal: AbortSignal;
}

/** Opens what was listed, and nothing that was put in its place since. */
async function openFile(path: string, file: FoundFile, reading: Reading): Promise<ReadableStream<Uint8Array>> {
  const real = await realpath(path).catch((error: unknown) => {
    throw fileError(file, error);
  });
  if (!(await isBelowRoot(real, reading.roots))) throw new PlaceError(`${leadsOut(file.name).problem}.`, "denied");
  // a pipe would be waited for, a link that has just been put there would be followed
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
  const handle = await open(real, flags).catch((error: unknown) => {
    throw fileError(file, error);
  });
  try {
    await requireSame(handle, file);
    // a folder on the way may have become a link between the two calls
    const again = await realpath(path).catch(() => undefined);
    const [opened, named] = [await handle.stat(), await stat(real).catch(() => undefined)];
    if (again !== real || named?.ino !== opened.ino || named.dev !== opened.dev) throw stale(file);
  } catch (error) {
    await handle.close();
    throw error;
  }
  return read(handle, file, reading.signal);
}

function read(handle: FileHandle, file: FoundFile, signal: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          signal.throwIfAborted();
          const { bytesRead, buffer } = await handle.read(new Uint8Array(pieceBytes), 0, pieceBytes, null);
          if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
          // what grew while it was read is another version, and comes again as that
          await requireSame(handle, file);
          await handle.close();
          controller.close();
        } catch (error) {
          await handle.close().catch(() => undefined);
          controller.error(error);
        }
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  );
}

async function requireSame(handle: FileHandle, file: FoundFile): Promise<void> {
  const status = await handle.stat({ bigint: true });
  if (!status.isFile() || `${status.size}-${status.mtimeNs}` !== file.version) throw stale(file);
}

function stale(file: FoundFile): PlaceError {
  return new PlaceError(`${shownName(file.name)} was changed while it was read.`, "stale");
}

function fileError(file: FoundFile, error: unknown): PlaceError {
  const code = (error as NodeJS.ErrnoException).code ?? "error";
  if (code === "ENOENT" || code === "ELOOP") return stale(file);
  const isDenied = code === "EACCES" || code === "EPERM";
  const sentence = isDenied ? "Access denied to" : `Not readable (${code}):`;
  return new PlaceError(`${sentence} ${shownName(file.name)}.`, isDenied ? "denied" : "broken", { cause: error });
}
