import { AppError } from "@/lib/errors";

/** The header that names the file which the body is, percent-encoded as in an address. */
export const fileNameHeader = "x-file-name";

const maxLength = 255;

/**
 * Reads the name of an uploaded file: without the folders in front of it, without characters that show as
 * nothing or turn the text around, at most 255 characters.
 * @returns null when none is given, or nothing is left of it
 * @throws AppError `invalid_request` for a name that is not percent-encoded UTF-8
 */
export function readFileName(headers: Headers): string | null {
  const given = headers.get(fileNameHeader);
  if (given === null) return null;
  const name = (decode(given).split(/[\\/]/).at(-1) ?? "").replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "").trim();
  let kept = "";
  for (const character of name) {
    if (kept.length + character.length > maxLength) break;
    kept += character;
  }
  return kept || null;
}

function decode(given: string): string {
  try {
    return decodeURIComponent(given);
  } catch {
    throw new AppError(
      "invalid_request",
      "The header X-File-Name is not percent-encoded UTF-8: write it as encodeURIComponent does.",
    );
  }
}
