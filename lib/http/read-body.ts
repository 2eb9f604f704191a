import { AppError } from "@/lib/errors";

/**
 * Reads a request's body whole, as UTF-8 text.
 * @param maxBytes more than that is refused, however it is announced
 * @throws AppError `too_large`, `invalid_request` for bytes that are not UTF-8
 */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > maxBytes) throw tooLarge(maxBytes);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    pieces.push(piece);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces, size));
  } catch {
    throw new AppError("invalid_request", "The body is not UTF-8 text: send JSON in UTF-8.");
  }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError("too_large", `The body is larger than the ${maxBytes} bytes allowed here: send it in parts.`, {
    maxBytes,
  });
}
