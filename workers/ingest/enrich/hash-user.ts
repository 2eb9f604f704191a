import { createHmac } from "node:crypto";
import { boundedMemo } from "../bounded-memo";

/**
 * Makes the function that turns a sender's user id into our key of that user: the first 16 bytes of
 * HMAC-SHA256(secret, id), written as a uuid. Without the secret nobody can go back, or try ids out.
 */
export function createUserHash(secret: string): (userId: string) => string {
  return boundedMemo((userId) => {
    const hex = createHmac("sha256", secret).update(userId).digest("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
  }, 20_000);
}
