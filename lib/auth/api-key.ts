import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Scope } from "./principal";

const keyPattern = /^axk_(?:ingest|read|manage)_[A-Za-z0-9_-]{43}$/;

/** A key just made: `key` is for its owner, the rest is stored. */
export interface NewApiKey {
  id: string;
  key: string;
  keyHash: string;
  keyPrefix: string;
}

/** Makes a key of 256 random bits. It is shown once; only its hash is kept. */
export function createApiKey(scope: Scope): NewApiKey {
  const key = `axk_${scope}_${randomBytes(32).toString("base64url")}`;
  return { id: randomUUID(), key, keyHash: hashApiKey(key), keyPrefix: prefixOf(key) };
}

/**
 * The hex SHA-256 of a key. A fast hash is right here: 256 random bits cannot be guessed, and the
 * hash is looked up, never compared byte by byte, so its timing tells nothing.
 */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Tells whether the text is written as a key of ours, before the database is asked. */
export function isApiKey(text: string): boolean {
  return keyPattern.test(text);
}

/** The scope and the first six characters: enough to tell keys apart on a screen. */
function prefixOf(key: string): string {
  return key.slice(0, key.length - 37);
}
