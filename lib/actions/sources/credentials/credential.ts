import { Prisma } from "@/lib/storage/prisma";

/** What a sender proves with that it speaks for a source. */
export type CredentialKind = "api_key" | "signing_secret";

/** The stored form of a new credential; who makes it shows the key or the secret itself once. */
export type NewCredential =
  | { kind: "api_key"; id: string; keyHash: string; keyPrefix: string }
  | { kind: "signing_secret"; id: string; sealed: Uint8Array };

/** So many of a kind may work for one source at a time: enough to rotate, too few to lose sight of. */
export const maxLive = 50;

export const tables: Readonly<Record<CredentialKind, Prisma.Sql>> = {
  api_key: Prisma.sql`api_key`,
  signing_secret: Prisma.sql`signing_secret`,
};

/** How a person calls it. */
export const words: Readonly<Record<CredentialKind, string>> = { api_key: "key", signing_secret: "secret" };

/** Neither revoked nor expired, by the database's clock. */
export const isLive = Prisma.sql`revoked_at is null and (expires_at is null or expires_at > now())`;
