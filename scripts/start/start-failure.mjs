/** A reason why the product cannot start, told in one sentence and without a stack trace. */
export class StartFailure extends Error {
  name = "StartFailure";
}

/**
 * Turns what the system threw into a sentence that says what to do; other faults stay as they are.
 * @param {unknown} error
 * @param {string} where the file or directory that was being used
 * @returns {unknown}
 */
export function explain(error, where) {
  const code = error && typeof error === "object" && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new StartFailure(
      `${where} cannot be written by this user: give it the permission, or name another DATA_DIR.`,
    );
  }
  if (code === "ENOSPC")
    return new StartFailure(`The disk that holds ${where} is full: free some space, then start again.`);
  if (code === "ENOTDIR" || code === "EEXIST")
    return new StartFailure(`${where} is not a directory: name another DATA_DIR.`);
  return error;
}
