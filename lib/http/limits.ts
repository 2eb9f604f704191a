import { invalidRequest } from "./invalid-request";

/** The longest list in any body of the API. */
const maxArrayLength = 10_000;

/**
 * Refuses a body with an overlong list before a schema looks at every entry of it: zod collects
 * one problem an entry, and hundreds of thousands of them take seconds.
 * @throws AppError `invalid_request`
 */
export function requireShortArrays(value: unknown): void {
  const open: { value: unknown; path: string }[] = [{ value, path: "" }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.value === null || typeof next.value !== "object") continue;
    const { value: parent, path } = next;
    if (Array.isArray(parent) && parent.length > maxArrayLength) {
      throw invalidRequest([
        { path, message: `has ${parent.length} entries: at most ${maxArrayLength} in one request` },
      ]);
    }
    for (const [key, child] of Object.entries(parent)) {
      if (child !== null && typeof child === "object") open.push({ value: child, path: path ? `${path}.${key}` : key });
    }
  }
}
