import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { Interrupted, reasonOf, Unavailable, UsageError } from "../cli-error";
import type { ApiClient } from "./api-client";

/** What a write to an open file fails with, which names no path. */
const diskCodes = new Set(["ENOSPC", "EDQUOT", "EFBIG", "EIO", "EROFS"]);

/**
 * Downloads to a file, in one step: what breaks off leaves nothing that looks whole. Without a file, to standard output.
 * @throws Refusal, Unavailable, Interrupted, UsageError when the file cannot be written
 */
export async function saveDownload(
  client: ApiClient,
  path: string,
  file: string | undefined,
  signal?: AbortSignal,
): Promise<void> {
  const response = await client.download(path);
  if (file === undefined) {
    return pipeline(response, process.stdout, { signal, end: false }).catch((error) => fail(error, "", signal));
  }
  const draft = `${file}.part`;
  try {
    await pipeline(response, createWriteStream(draft), { signal });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    fail(error, file, signal);
  }
}

function fail(error: unknown, file: string, signal?: AbortSignal): never {
  if (signal?.aborted) throw new Interrupted();
  const { code = "", path } = error as NodeJS.ErrnoException;
  // only the file system names a path, and only a disk is full
  const isLocal = path !== undefined || diskCodes.has(code);
  const isMissing = code === "ENOENT";
  const why = isMissing ? "there is no such folder" : reasonOf(error);
  if (isLocal) throw new UsageError(`${file} cannot be written: ${why}.`, { cause: error });
  throw new Unavailable(`The download broke off: ${reasonOf(error)}. Try again.`, { cause: error });
}
