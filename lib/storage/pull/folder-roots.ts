import { realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";
import { PlaceError } from "./place";

/** Tells whether `path` is `root` or lies below it, by their names alone. */
export function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || (!isAbsolute(way) && way !== ".." && !way.startsWith("../"));
}

/**
 * Tells why files may not be pulled from a folder of that name, or undefined when they may: whoever may set
 * up a pull could otherwise read every file of the server. Links are looked at when the folder is read.
 * @param roots the setting PULL_FOLDERS
 */
export function refusalOfFolder(path: string, roots: readonly string[]): string | undefined {
  if (!isAbsolute(path)) return "is not an absolute path";
  if (resolve(path) !== path.replace(/(?<=.)\/+$/, ""))
    return "is not in its plain form: no `..`, `.` or double slashes";
  if (roots.some((root) => isWithin(root, path))) return undefined;
  return `does not lie below ${roots.map((root) => `\`${root}\``).join(" or ")}, where files may be pulled from`;
}

/**
 * Gives the real path of a folder, links resolved.
 * @throws PlaceError when it is not there, no folder, or not below a root
 */
export async function realFolder(path: string, roots: readonly string[]): Promise<string> {
  const refusal = refusalOfFolder(path, roots);
  if (refusal) throw new PlaceError(`The folder \`${path}\` ${refusal}.`, "denied");
  const real = await realpath(path).catch((error: unknown) => {
    throw folderError(path, error);
  });
  const realRoots = await Promise.all(roots.map((root) => realpath(root).catch(() => root)));
  if (realRoots.some((root) => isWithin(root, real))) return real;
  throw new PlaceError(`The folder \`${path}\` is a link that leads out of where files may be pulled from.`, "denied");
}

const sentences: Record<string, string> = {
  ENOENT: "There is no folder",
  ENOTDIR: "There is no folder",
  EACCES: "Access denied to the folder",
  EPERM: "Access denied to the folder",
  ELOOP: "Links lead in a circle at",
};

/** What went wrong with a folder as a sentence. */
export function folderError(path: string, error: unknown): PlaceError {
  if (error instanceof PlaceError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const fault = code === "EACCES" || code === "EPERM" ? "denied" : "broken";
  const sentence = sentences[code];
  const message = sentence ? `${sentence} \`${path}\`.` : `The folder \`${path}\` cannot be read (${code || "error"}).`;
  return new PlaceError(message, fault, { cause: error });
}
