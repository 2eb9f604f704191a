import { z } from "zod";
import { TimeoutError, within } from "@/lib/clock";
import { getEnv } from "@/lib/config/env";
import { AppError } from "@/lib/errors";
import { createLogger } from "@/lib/log";
import { isDatabaseUnavailable } from "@/lib/storage/database-unavailable";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { keyCacheMs } from "./find-api-key";
import { KeyCache } from "./key-cache";
import type { SourceLimits } from "./principal";
import { unseal } from "./seal";
import { parseSigningSecret } from "./signature/signing-secret";

/** A secret that can sign for a source now. */
export interface SigningSecret {
  id: string;
  name: string;
  sourceId: string;
  /** The key of the HMAC. */
  key: Buffer;
  expiresAt: Date | null;
  limits: SourceLimits;
}

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  sourceId: z.string(),
  sealed: z.instanceof(Uint8Array),
  expiresAt: z.date().nullable(),
  eventsPerSecond: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
});

/** So many are tried for a request that does not name its source. */
export const maxTriedSecrets = 500;

/** The embedded database answers one at a time, and some of its work takes seconds. */
const readTimeoutMs = 10_000;

const everySource = "";

/** What a sealed signing secret belongs to. */
export const secretContext = (id: string) => `signing_secret:${id}`;

/** Reads the secrets that are not revoked, of one source or of all, the newest first; one more than are tried. */
export async function readSigningSecrets(
  database: Pick<Database, "$queryRaw">,
  sourceId: string | null,
): Promise<SigningSecret[]> {
  const rows = await database.$queryRaw`
    select secret.id, secret.name, secret.source_id as "sourceId", secret.sealed, secret.expires_at as "expiresAt",
      source.max_events_per_second as "eventsPerSecond", source.max_bytes_per_second::float8 as "bytesPerSecond"
    from signing_secret as secret
    join source on source.id = secret.source_id
    where secret.revoked_at is null and (secret.expires_at is null or secret.expires_at > now())
      and (${sourceId}::text is null or secret.source_id = ${sourceId})
    order by secret.created_at desc, secret.id
    limit ${maxTriedSecrets + 1}`;
  return z.array(rowSchema).parse(rows).flatMap(open);
}

/** A secret that does not open is passed over, so that it does not shut the others out; the log names it. */
function open({ sealed, eventsPerSecond, bytesPerSecond, ...row }: z.infer<typeof rowSchema>): SigningSecret[] {
  try {
    const key = parseSigningSecret(unseal(sealed, secretContext(row.id)));
    return [{ ...row, key, limits: { eventsPerSecond, bytesPerSecond } }];
  } catch (err) {
    createLogger("auth", getEnv().LOG_LEVEL).error({ err, signingSecretId: row.id }, "a signing secret does not open");
    return [];
  }
}

const holder = globalThis as { advertisexSecrets?: KeyCache<SigningSecret[]> };

function cache(): KeyCache<SigningSecret[]> {
  const read = (source: string) => readSigningSecrets(getPrisma(), source === everySource ? null : source);
  holder.advertisexSecrets ??= new KeyCache((source) => within(readTimeoutMs, read(source)), {
    ttlMs: keyCacheMs,
    refreshAfterMs: keyCacheMs / 2,
    maxEntries: 1_000,
  });
  return holder.advertisexSecrets;
}

/**
 * Gives the secrets with which a request may be signed now; a revoked one is gone within 5 s.
 * @param sourceId null for those of every source: then one more than are tried says that there are too many
 * @throws AppError `unavailable` when the database cannot be asked
 */
export async function findSigningSecrets(sourceId: string | null, now = new Date()): Promise<SigningSecret[]> {
  const secrets = await cache()
    .get(sourceId ?? everySource)
    .catch(refuse);
  return secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
}

/** Forgets what is remembered of secrets, so that a change counts in this process at once. */
export function forgetSigningSecrets(): void {
  cache().clear();
}

function refuse(error: unknown): never {
  if (!isDatabaseUnavailable(error) && !(error instanceof TimeoutError)) throw error;
  throw new AppError("unavailable", "The signature could not be checked: try again in a moment.", undefined, 2);
}
