import { createHmac } from "node:crypto";

/**
 * Turns a sender's user id into our key of that user: the first 16 bytes of HMAC-SHA256(secret, id),
 * written as a uuid. Without the secret nobody can go back, or try ids out.
 * @param secret `APP_SECRET`
 */
export function userKeyOf(secret: string, userId: string): string {
  const hex = createHmac("sha256", secret).update(userId).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
