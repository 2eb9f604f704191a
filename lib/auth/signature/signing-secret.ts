import { randomBytes } from "node:crypto";
import { AppError } from "@/lib/errors";

const prefix = "whsec_";
const minBytes = 24;
const maxBytes = 64;

/** Makes a secret of 256 random bits, as it is shown to its owner: `whsec_` and base64. */
export function createSigningSecret(): string {
  return formatSigningSecret(randomBytes(32));
}

/** Writes a key as it is shown to its owner. */
export function formatSigningSecret(key: Uint8Array): string {
  return prefix + Buffer.from(key).toString("base64");
}

/**
 * Reads a secret: base64 of 24 to 64 bytes, with or without `whsec_` in front (Standard Webhooks,
 * "Signature scheme"). Base64 has to be written the one way of RFC 4648, section 4: what two libraries
 * could decode to different keys is refused when it is entered, not when the first request fails.
 * @returns the key of the HMAC
 * @throws AppError `invalid_request`
 */
export function parseSigningSecret(text: string): Buffer {
  const written = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  const key = Buffer.from(written, "base64");
  if (key.toString("base64") !== written) {
    throw refused("needs base64 with the letters A-Z a-z 0-9 + / and its padding, with or without `whsec_` in front");
  }
  if (key.length < minBytes || key.length > maxBytes) {
    throw refused(`needs ${minBytes} to ${maxBytes} bytes; these are ${key.length}`);
  }
  return key;
}

function refused(message: string): AppError {
  return new AppError("invalid_request", `The request is not valid: \`secret\` ${message}`, {
    issues: [{ path: "secret", message }],
  });
}
