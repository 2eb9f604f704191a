import { AppError } from "@/lib/errors";
import { getPrisma } from "@/lib/storage/prisma";
import { lockSource, sourceNotFound } from "../source-row";
import type { CredentialKind, NewCredential } from "./credential";
import { insertCredential } from "./insert-credential";

/** As `keyInputSchema` and `secretInputSchema` have it. */
export interface CredentialInput {
  name?: string | undefined;
  /** ISO 8601; null or absent: until it is revoked. */
  expiresAt?: string | null | undefined;
}

const purpose: Record<CredentialKind, string> = { api_key: "ingest", signing_secret: "signature" };

/**
 * Stores a new key or signing secret of a source.
 * @throws AppError `not_found`, `conflict` when the source has enough, `invalid_request` for an expiry in the past
 */
export async function createCredential(
  actor: string,
  sourceId: string,
  input: CredentialInput,
  made: NewCredential,
  prisma = getPrisma(),
): Promise<void> {
  const expiresAt = readExpiry(input.expiresAt ?? null);
  await prisma.$transaction(async (transaction) => {
    const source = await lockSource(transaction, sourceId);
    if (!source) throw sourceNotFound(sourceId);
    const name = input.name ?? `${source.name}: ${purpose[made.kind]}`;
    await insertCredential(transaction, actor, { sourceId, name, expiresAt }, made);
  });
}

function readExpiry(text: string | null): Date | null {
  if (text === null) return null;
  const expiresAt = new Date(text);
  if (expiresAt > new Date()) return expiresAt;
  const message = "is in the past: it would never work";
  throw new AppError("invalid_request", `The request is not valid: \`expiresAt\` ${message}`, {
    issues: [{ path: "expiresAt", message }],
  });
}
