import type { PullLocation } from "@/lib/contracts/pull";
import { AppError } from "@/lib/errors";
import { refusalOfFolder } from "@/lib/storage/pull/folder-roots";
import { compilePattern } from "@/lib/storage/pull/name-pattern";

/**
 * Refuses what no worker could read, a folder outside of the roots or a pattern that is none, and an
 * endpoint that holds a password.
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
  } else if (location.endpoint) {
    const { username, password, search, hash } = new URL(location.endpoint);
    // the location is shown to everybody who may read
    if (username || password)
      throw notValid("location.endpoint", "holds a name or password; the access key has its own field");
    if (search || hash) throw notValid("location.endpoint", "holds more than an address and a path");
    // whoever runs that store must not be shown a request signed with the server's own credentials
    if (!location.accessKeyId) throw notValid("location.accessKeyId", "is needed for a store that is not Amazon's");
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
