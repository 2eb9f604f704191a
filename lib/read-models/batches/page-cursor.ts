import type { z } from "zod";
import { AppError } from "@/lib/errors";

/** Writes where a page ended as one opaque word for an address. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/**
 * Reads a cursor that {@link encodeCursor} wrote.
 * @throws AppError `invalid_request` for any other text
 */
export function decodeCursor<Schema extends z.ZodType>(schema: Schema, cursor: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"), withoutNul));
  } catch {
    const message = "is not one that this list gave; begin again without it";
    throw new AppError("invalid_request", `The request is not valid: \`cursor\` ${message}`, {
      issues: [{ path: "cursor", message }],
    });
  }
}

/** PostgreSQL keeps no NUL, so no key has one. */
function withoutNul(_: string, value: unknown): unknown {
  if (typeof value === "string" && value.includes("\0")) throw new RangeError("a NUL");
  return value;
}
