/** What a file is compressed with, as `Content-Encoding` names it. */
export type Coding = "gzip" | "zstd" | "br";

const gzipMagic = [0x1f, 0x8b, 0x08];
const zstdMagic = [0x28, 0xb5, 0x2f, 0xfd];

/** Archives and codings that have to be undone before a file is sent. */
const packed: readonly { name: string; magic: readonly number[] }[] = [
  { name: "a ZIP archive or an Excel file", magic: [0x50, 0x4b, 0x03, 0x04] },
  { name: "a bzip2 file", magic: [0x42, 0x5a, 0x68] },
  { name: "an xz file", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { name: "a 7z archive", magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { name: "an old Excel file", magic: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: "a Parquet file", magic: [0x50, 0x41, 0x52, 0x31] },
  { name: "an ORC file", magic: [0x4f, 0x52, 0x43] },
  { name: "a PDF file", magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

/**
 * Tells by its first bytes what a file is compressed with; brotli has no mark, so its ending has to tell.
 * @returns null for a file that is not compressed, or with something that is not undone here
 */
export function detectCompression(bytes: Uint8Array, fileName: string | null): Coding | null {
  if (beginsWith(bytes, gzipMagic)) return "gzip";
  if (beginsWith(bytes, zstdMagic)) return "zstd";
  return /\.br$/i.test(fileName ?? "") ? "br" : null;
}

/** Names a kind of file that is known and not read here. */
export function detectForeign(bytes: Uint8Array): string | undefined {
  return packed.find(({ magic }) => beginsWith(bytes, magic))?.name;
}

export function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** The name that a file has once it is decompressed: `a.csv.gz` is `a.csv`. */
export function withoutCodingEnding(fileName: string | null): string | null {
  return fileName?.replace(/\.(?:gz|gzip|zst|zstd|br)$/i, "") ?? null;
}
