import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { FileTrouble, Interrupted, reasonOf } from "../cli-error";

export interface Spooled {
  path: string;
  remove(): Promise<void>;
}

/**
 * Writes what is piped in to a file of its own that nobody else reads, since what cannot be read twice could not be
 * sent again. The caller removes it.
 * @throws FileTrouble, Interrupted
 */
export async function spoolStdin(input: Readable, signal?: AbortSignal): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), "advertisex-stdin-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, "stdin");
  try {
    await pipeline(input, createWriteStream(path, { mode: 0o600 }), { signal });
    return { path, remove };
  } catch (error) {
    await remove();
    if (signal?.aborted) throw new Interrupted();
    throw new FileTrouble(`What is piped in cannot be kept in ${tmpdir()}: ${reasonOf(error)}.`, { cause: error });
  }
}
