/** How the text of a body is written; `utf-16` leaves the order of the bytes to be found. */
export type Charset = "utf-8" | "utf-16" | "utf-16le" | "utf-16be" | "windows-1252";

/** What senders call them; ISO 8859-1 is read as its superset, as browsers do (WHATWG Encoding, section 4.2). */
const byLabel: Readonly<Record<string, Charset>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  "utf-16": "utf-16",
  utf16: "utf-16",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  "iso-8859-1": "windows-1252",
  "iso8859-1": "windows-1252",
  latin1: "windows-1252",
  "windows-1252": "windows-1252",
  cp1252: "windows-1252",
};

export const charsetsRead = "utf-8, us-ascii, utf-16, utf-16le, utf-16be, iso-8859-1 or windows-1252";

/** Reads the value of a `charset` parameter; undefined when it is not read here. */
export function readCharset(label: string): Charset | undefined {
  const name = label.toLowerCase();
  return Object.hasOwn(byLabel, name) ? byLabel[name] : undefined;
}

/**
 * Tells how a text is written from its first bytes (4 of them, or all there are): a byte order mark
 * decides, also against what was said. UTF-16 without one has the order that gives its first
 * character, which is ASCII in every format here, a zero byte; else it is big-endian (RFC 2781, 4.3).
 * @returns undefined for UTF-32
 */
export function tellCharset(said: Charset | undefined, start: Uint8Array): Exclude<Charset, "utf-16"> | undefined {
  const [first, second, third, fourth] = start;
  const isWide = third === 0 && fourth === 0;
  if (first === 0xff && second === 0xfe) return isWide ? undefined : "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return undefined;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (said !== "utf-16") return said ?? "utf-8";
  return second === 0 && first !== 0 ? "utf-16le" : "utf-16be";
}
