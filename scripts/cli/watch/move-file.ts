import { constants } from "node:fs";
import { copyFile, link, lstat, mkdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOENT",
  );

/** What is written beside a moved file. */
export const companions = { report: ".report.json", rejects: ".rejects.csv" } as const;

/** The name with a number in front of its ending: `clicks.csv.gz`, 2 → `clicks-2.csv.gz`; 0 is the name itself. */
export function numbered(name: string, number: number): string {
  if (number === 0) return name;
  const ending = /(?:\.[a-z0-9]{1,8})?(?:\.(?:gz|br|zst|zstd))?$/i.exec(name)?.[0] ?? "";
  const stem = name.slice(0, name.length - ending.length);
  return stem === "" ? `${name}-${number}` : `${stem}-${number}${ending}`;
}

/** The first name in a folder, which is made, under which neither a file nor its companions are. */
export async function freeName(folder: string, name: string): Promise<string> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  for (let number = 0; ; number += 1) {
    const free = numbered(name, number);
    const wanted = ["", ...Object.values(companions)].map((ending) => join(folder, `${free}${ending}`));
    const taken = await Promise.all(wanted.map(isThere));
    if (!taken.includes(true)) return free;
  }
}

/**
 * Moves a file to a name that is free, and never over another file: a rename would take one away that came meanwhile.
 * @throws what the file system does; `EEXIST` when the name is taken
 */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    // no links here (FAT, some network drives), or another disk
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EXDEV", "EMLINK"].includes(code)) throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
  await unlink(from).catch(async (error: NodeJS.ErrnoException) => {
    // gone from there meanwhile: what was moved is all there is of it
    if (error.code === "ENOENT") return;
    // it would be there twice, and once more after each try
    await unlink(to).catch(() => {});
    throw error;
  });
}
