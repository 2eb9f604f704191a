import { randomInt } from "node:crypto";

const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/**
 * Makes the id of a new source: its name in small letters and six random characters. The id is a
 * token of NATS subjects and part of addresses, so it has only letters, digits and hyphens.
 */
export function sourceId(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 32)
    .replace(/^-+|-+$/g, "");
  const suffix = Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${slug || "source"}-${suffix}`;
}
