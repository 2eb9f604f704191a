import { detectCompression, withoutCodingEnding } from "@/lib/ingest/inspect/detect-compression";
import { contentTypeOf, detectFormat } from "@/lib/ingest/inspect/detect-format";
import { firstBytes } from "@/lib/ingest/inspect/first-bytes";

/** How a file is to be read, as the headers of a request would say it, or why that cannot be told. */
export type Media = { contentType: string; contentEncoding: string | null } | { contentType: null; problem: string };

/** So much of a file tells its format. */
export const headBytes = 64 * 1024;

export interface FileHead {
  name: string;
  /** Of the whole file. */
  bytes: number;
  /** Its first bytes, {@link headBytes} at most. */
  head: Uint8Array;
}

/**
 * Tells how a file is to be read: by what was set for its pull, else by its first bytes and its name, as
 * the screen for imports does.
 */
export async function mediaOf({ name, bytes, head }: FileHead, contentType: string | null): Promise<Media> {
  const contentEncoding = detectCompression(head, name);
  if (contentType) return { contentType, contentEncoding };
  const plain = await firstBytes(head, contentEncoding, headBytes);
  const isCut = bytes > head.length || plain.length === headBytes;
  const detected = detectFormat(plain, withoutCodingEnding(name), isCut);
  if (detected.format === null) return { contentType: null, problem: detected.problem };
  return { contentType: contentTypeOf(detected), contentEncoding };
}
