import type { Dirent } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { FileTrouble, reasonOf } from "../cli-error";
import type { Listed } from "./settle";

/** Where finished files go, in the folder. */
export const outcomeFolders = ["done", "failed"] as const;

/** What copying programs call a file that they have not finished. */
const unfinished = /^\.|~$|\.(?:part|partial|tmp|temp|filepart|crdownload|swp)$/i;

/**
 * The plain files of a folder and its subfolders, but for hidden and unfinished ones and what is done. Links are left
 * alone: they could point anywhere.
 * @throws FileTrouble when the folder itself cannot be read
 */
export async function listFiles(folder: string): Promise<Listed[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new FileTrouble(`${folder} cannot be read: ${reasonOf(error)}.`, { cause: error });
  });
  const done: readonly string[] = outcomeFolders;
  return walk(
    folder,
    "",
    entries.filter((entry) => !done.includes(entry.name)),
  );
}

async function walk(folder: string, under: string, entries: Dirent[]): Promise<Listed[]> {
  const found: Listed[] = [];
  for (const entry of entries) {
    if (unfinished.test(entry.name)) continue;
    const path = `${under}${entry.name}`;
    if (entry.isDirectory()) {
      // one that goes, or may not be read, has nothing for us now
      const inner = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
      found.push(...(await walk(folder, `${path}/`, inner)));
    } else if (entry.isFile()) {
      const stats = await lstat(join(folder, path)).catch(() => undefined);
      if (stats?.isFile()) found.push({ path, size: stats.size, mtimeMs: stats.mtimeMs });
    }
  }
  return found;
}
