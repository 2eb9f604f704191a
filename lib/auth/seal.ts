import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { getEnv } from "@/lib/config/env";
import { deriveKey } from "./derive-key";

/** The first byte says how the rest is written, so that another way can follow. */
const version = 1;
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals a text that the database keeps and only this installation may read: AES-256-GCM (NIST SP
 * 800-38D) under a key derived from `APP_SECRET`, with 96 random bits as nonce.
 * @param context what the text belongs to, such as `signing_secret:<id>`: sealed for one, it opens for no other
 * @returns version (1 byte), nonce (12), tag (16), ciphertext
 */
export function seal(text: string, context: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(), iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), sealed]);
}

/**
 * Opens what {@link seal} gave for the same context.
 * @throws Error when it was changed, belongs to another context, or was sealed under another `APP_SECRET`
 */
export function unseal(sealed: Uint8Array, context: string): string {
  const bytes = Buffer.from(sealed);
  if (bytes.length < 1 + ivBytes + tagBytes || bytes[0] !== version) throw new Error("this is nothing sealed");
  const iv = bytes.subarray(1, 1 + ivBytes);
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(), iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(1 + ivBytes, 1 + ivBytes + tagBytes));
  const text = decipher.update(bytes.subarray(1 + ivBytes + tagBytes));
  try {
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new Error("a sealed value does not open: it was changed, or APP_SECRET is another one", { cause });
  }
}

function sealingKey(): Buffer {
  return deriveKey(getEnv().APP_SECRET, "seal");
}
