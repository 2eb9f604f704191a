import type { Dirent } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { FileTrouble, reasonOf } from "../cli-error";
import type { Listed } from "./settle";

/** Where finished files go, in the folder. */
export const outcomeFolders = ["done", "failed"] as const;

type OnUnreadable = (path: string) => void;

/** What copying programs call a file that they have not finished. */
const unfinished = /^\.|~$|\.(?:part|partial|tmp|temp|filepart|crdownload|swp)$/i;

/**
 * The plain files of a folder and its subfolders, but for hidden and unfinished ones and what is done. Links are left
 * alone: they could point anywhere.
 * @param onUnreadable told of a file whose name is not written in UTF-8, under which nothing can be opened
 * @throws FileTrouble when the folder itself cannot be read
 */
export async function listFiles(folder: string, onUnreadable: OnUnreadable): Promise<Listed[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new FileTrouble(`${folder} cannot be read: ${reasonOf(error)}.`, { cause: error });
  });
  const done: readonly string[] = outcomeFolders;
  const mine = entries.filter((entry) => !done.includes(entry.name));
  return walk({ folder, onUnreadable }, "", mine);
}

interface Walk {
  folder: string;
  onUnreadable: OnUnreadable;
}

async function walk(way: Walk, under: string, entries: Dirent[]): Promise<Listed[]> {
  const { folder, onUnreadable } = way;
  const found: Listed[] = [];
  for (const entry of entries) {
    if (unfinished.test(entry.name)) continue;
    const path = `${under}${entry.name}`;
    if (entry.isDirectory()) {
      // one that goes, or may not be read, has nothing for us now
      const inner = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
      found.push(...(await walk(way, `${path}/`, inner)));
    } else if (entry.isFile()) {
      const stats = await lstat(join(folder, path)).catch(() => undefined);
      if (!stats && path.includes("\ufffd")) onUnreadable(path);
      if (stats?.isFile()) found.push({ path, size: stats.size, mtimeMs: stats.mtimeMs });
    }
  }
  return found;
}
