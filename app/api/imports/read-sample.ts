import { maxSampleBytes } from "@/lib/contracts/preview";
import { AppError } from "@/lib/errors";

/**
 * Reads the first bytes of a file, which are the body.
 * @throws AppError `too_large`
 */
export async function readSample(request: Request): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length > maxSampleBytes) {
      throw new AppError("too_large", `Send the first ${maxSampleBytes} bytes of the file, not more.`);
    }
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
