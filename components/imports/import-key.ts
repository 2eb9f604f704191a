import type { WholeChoice } from "./import-item";

/** What of a file's bytes goes into its key. */
const headBytes = 1024 * 1024;

/**
 * The Idempotency-Key of a file: the same file, sent to the same source as the same kind and read the same
 * way, has the same one, so that it is the same batch however often it is dropped. `salt` makes another.
 * Two files that met in one key would be refused by the door, which compares all bytes: a fast hash will do
 * (crypto.subtle is not there on a page that came by plain http).
 */
export async function importKey(file: File, { sourceId, kind, reading }: WholeChoice, salt: string): Promise<string> {
  const facts = JSON.stringify([file.name, file.size, file.lastModified, sourceId, kind, reading, salt]);
  const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  return `console-${hash([new TextEncoder().encode(facts), head])}`;
}

/** 106 bits of two seeds of cyrb53 (github.com/bryc, public domain), as hex digits. */
function hash(parts: readonly Uint8Array[]): string {
  return [0x9e3779b9, 0x85ebca6b].map((seed) => cyrb53(parts, seed).toString(16).padStart(14, "0")).join("");
}

function cyrb53(parts: readonly Uint8Array[], seed: number): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (const part of parts) {
    for (const byte of part) {
      high = Math.imul(high ^ byte, 2654435761);
      low = Math.imul(low ^ byte, 1597334677);
    }
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
