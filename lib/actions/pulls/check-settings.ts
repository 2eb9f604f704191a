import type { PullLocation } from "@/lib/contracts/pull";
import { AppError } from "@/lib/errors";
import { refusalOfFolder } from "@/lib/storage/pull/folder-roots";
import { compilePattern } from "@/lib/storage/pull/name-pattern";

/**
 * Refuses what no worker could read: a folder outside of the roots, a pattern that is none.
 * @param roots the setting PULL_FOLDERS
 * @throws AppError `invalid_request` with `details.issues`
 */
export function checkSettings(
  { location, pattern }: { location: PullLocation; pattern: string },
  roots: readonly string[],
): void {
  if (location.type === "folder") {
    const refusal = refusalOfFolder(location.path, roots);
    if (refusal) throw notValid("location.path", refusal);
  }
  try {
    compilePattern(pattern);
  } catch (error) {
    throw notValid("pattern", (error as Error).message);
  }
}

/** What is said about one field of the request. */
export function notValid(path: string, message: string): AppError {
  return new AppError("invalid_request", `The request is not valid: \`${path}\` ${message}`, {
    issues: [{ path, message }],
  });
}
