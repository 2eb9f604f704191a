/** What keys and secrets have in common. */
export interface Credential {
  id: string;
  name: string;
  /** Of a key, its first characters. */
  prefix?: string;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
}

export type CredentialState = "active" | "ending" | "expired" | "revoked";

/** Tells whether a credential works: `ending` does, until the time that it was given when it was rotated. */
export function credentialState(
  credential: Pick<Credential, "expiresAt" | "revokedAt">,
  nowMs: number,
): CredentialState {
  if (credential.revokedAt !== null) return "revoked";
  if (credential.expiresAt === null) return "active";
  return Date.parse(credential.expiresAt) > nowMs ? "ending" : "expired";
}

/** Those that work first, each group the newest first. */
export function sortCredentials<Item extends Credential>(credentials: readonly Item[], nowMs: number): Item[] {
  const rank = (item: Item) => (["active", "ending"].includes(credentialState(item, nowMs)) ? 0 : 1);
  return [...credentials].sort((a, b) => rank(a) - rank(b) || b.createdAt.localeCompare(a.createdAt));
}
