import { AppError } from "@/lib/errors";

/** How a body, or a file of it, is compressed. */
export type Coding = "identity" | "gzip" | "br" | "zstd";

const byName: Readonly<Record<string, Coding>> = {
  "": "identity",
  identity: "identity",
  gzip: "gzip",
  "x-gzip": "gzip",
  br: "br",
  zstd: "zstd",
};

const byEnding: Readonly<Record<string, Coding>> = { gz: "gzip", br: "br", zst: "zstd" };

/**
 * Reads a `Content-Encoding`; one coding, not a list of them.
 * @throws AppError `unsupported_media_type`
 */
export function readCoding(contentEncoding: string | null): Coding {
  const name = (contentEncoding ?? "").trim().toLowerCase();
  const coding = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (coding) return coding;
  const shown = name.replace(/[^\x20-\x7e]/g, "?").slice(0, 80);
  throw new AppError(
    "unsupported_media_type",
    `The Content-Encoding \`${shown}\` is not read here: compress with gzip, br or zstd, once, or not at all.`,
  );
}

/** Tells a file's coding from the end of its name, and gives the name without it. */
export function codingOfName(name: string): { coding: Coding; plainName: string } {
  const [, plainName, ending] = /^(.+)\.(gz|br|zst)$/i.exec(name) ?? [];
  if (plainName === undefined || ending === undefined) return { coding: "identity", plainName: name };
  return { coding: byEnding[ending.toLowerCase()] ?? "identity", plainName };
}
