import { createHash, randomBytes, randomUUID } from "node:crypto";

/** A link just made: the token is for who gets it, the rest is stored. */
export interface NewLink {
  id: string;
  token: string;
  tokenHash: string;
}

/** Makes a token of 256 random bits. It is shown once; only its hash is kept. */
export function createOneTimeToken(): NewLink {
  const token = randomBytes(32).toString("base64url");
  return { id: randomUUID(), token, tokenHash: hashOneTimeToken(token) };
}

/** The hex SHA-256 of a token: it is looked up, so its timing tells nothing. */
export function hashOneTimeToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
