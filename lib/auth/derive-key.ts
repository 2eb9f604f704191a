import { hkdfSync } from "node:crypto";

/** What a key is for. A purpose never changes its key; a new use takes a new purpose. */
export type KeyPurpose = "session" | "fingerprint" | "seal" | "device";

/**
 * Derives a key of its own for each purpose from the one secret of the installation, so that
 * what is signed for one purpose means nothing to another (HKDF with SHA-256, RFC 5869).
 * @param secret `APP_SECRET`
 * @returns 32 bytes
 */
export function deriveKey(secret: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "advertisex", purpose, 32));
}
