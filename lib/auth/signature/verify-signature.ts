import { createHmac, timingSafeEqual } from "node:crypto";
import type { SignedHeaders } from "./read-signed-headers";

/**
 * Tells whether one of the signatures was made with that key over the very bytes that came: base64 of
 * HMAC-SHA256 over `<id>.<timestamp>.<body>` (Standard Webhooks, "Signature scheme"). The written form is
 * compared, in constant time and with every signature, so that only the one way to write it counts.
 * @param body the raw bytes, in pieces of any size
 */
export function verifySignature(signed: SignedHeaders, body: readonly Uint8Array[], key: Uint8Array): boolean {
  const mac = createHmac("sha256", key).update(`${signed.id}.${signed.timestamp}.`);
  for (const piece of body) mac.update(piece);
  const expected = Buffer.from(mac.digest("base64"));
  let isRight = false;
  for (const signature of signed.signatures) {
    const given = Buffer.from(signature);
    isRight = (given.length === expected.length && timingSafeEqual(given, expected)) || isRight;
  }
  return isRight;
}
