import { randomUUID } from "node:crypto";
import type { NewCredential } from "@/lib/actions/sources/credentials/credential";
import { createApiKey } from "@/lib/auth/api-key";
import { forgetApiKeys } from "@/lib/auth/find-api-key";
import { forgetSigningSecrets, secretContext } from "@/lib/auth/find-signing-secrets";
import { seal } from "@/lib/auth/seal";
import { createSigningSecret, formatSigningSecret, parseSigningSecret } from "@/lib/auth/signature/signing-secret";

/** A credential as it is stored, and what its owner is shown of it, once. */
export interface MadeCredential {
  stored: NewCredential;
  shown: string;
}

/** Makes an ingest key. */
export function newKey(): MadeCredential {
  const { key, ...stored } = createApiKey("ingest");
  return { stored: { kind: "api_key", ...stored }, shown: key };
}

/**
 * Makes a signing secret, or takes the sender's.
 * @throws AppError `invalid_request` for a secret that none can be
 */
export function newSecret(theirs?: string): MadeCredential {
  const shown = theirs === undefined ? createSigningSecret() : formatSigningSecret(parseSigningSecret(theirs));
  const id = randomUUID();
  return { stored: { kind: "signing_secret", id, sealed: seal(shown, secretContext(id)) }, shown };
}

/** Lets a change of a source or of its credentials count in this process at once; in others within 5 s. */
export function forgetCredentials(): void {
  forgetApiKeys();
  forgetSigningSecrets();
}
