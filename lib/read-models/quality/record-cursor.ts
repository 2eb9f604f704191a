import { z } from "zod";
import { AppError } from "@/lib/errors";

/** The last record of a page; `receivedAt` with all its microseconds, as PostgreSQL writes it in UTC. */
const keySchema = z.tuple([
  z.iso.datetime({ precision: 6 }),
  z
    .string()
    .min(1)
    .max(256)
    .regex(/^[^\0]*$/),
  z.number().int().nonnegative(),
]);
export type RecordKey = z.infer<typeof keySchema>;

/** Writes where a page ended, as one opaque word for an address. */
export function encodeCursor(key: RecordKey): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/**
 * Reads a cursor that {@link encodeCursor} wrote.
 * @throws AppError `invalid_request` for any other text
 */
export function decodeCursor(cursor: string): RecordKey {
  try {
    return keySchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    const message = "cursor is not one that this list gave; begin again without it.";
    throw new AppError("invalid_request", message, { issues: [{ path: "cursor", message }] });
  }
}
