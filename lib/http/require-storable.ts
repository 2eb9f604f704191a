import { invalidRequest } from "./invalid-request";

/** The longest list in any body of the API. */
const maxArrayLength = 10_000;

/** What PostgreSQL cannot keep: NUL in text, and half a surrogate pair in JSON. */
const unstorable = /\0|[\ud800-\udfff]/u;

/** Tells whether a text can be stored as it is. */
export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}

/**
 * Refuses parsed JSON that a schema would look at for seconds (zod collects one problem for every
 * entry of an overlong list) or that the database could not keep.
 * @throws AppError `invalid_request`
 */
export function requireStorable(value: unknown): void {
  const open: { value: unknown; path: string }[] = [{ value, path: "" }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: current, path } = next;
    if (typeof current === "string" && !isStorable(current)) {
      throw invalidRequest([{ path, message: "holds a NUL character or half a character" }]);
    }
    if (current === null || typeof current !== "object") continue;
    if (Array.isArray(current) && current.length > maxArrayLength) {
      throw invalidRequest([
        { path, message: `has ${current.length} entries: at most ${maxArrayLength} in one request` },
      ]);
    }
    for (const [key, child] of Object.entries(current)) {
      if (!isStorable(key))
        throw invalidRequest([{ path, message: "has a name with a NUL character or half a character" }]);
      open.push({ value: child, path: path ? `${path}.${key}` : key });
    }
  }
}
