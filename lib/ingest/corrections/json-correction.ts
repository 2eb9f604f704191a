import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Correction } from "./read-corrections";
import { requireUtf8 } from "./require-utf8";

const schema = z.object({ record: z.number().int().positive(), raw: z.string() });

/**
 * Reads one corrected reject; what else it says does not matter.
 * @throws AppError `invalid_request`
 */
export function jsonCorrection(bytes: Uint8Array): Correction {
  const text = requireUtf8(bytes);
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    const shown = text.slice(0, 80);
    throw new AppError(
      "invalid_request",
      `A reject is an object with its number as \`record\` and its text as \`raw\`; this is none: ${shown}`,
    );
  }
}
