import { z } from "zod";
import { TimeoutError, within } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { isDatabaseUnavailable } from "@/lib/storage/database-unavailable";
import { type Database, getPrisma } from "@/lib/storage/prisma";
import { hashApiKey } from "./api-key";
import { KeyCache } from "./key-cache";
import type { Principal } from "./principal";

export type KeyPrincipal = Extract<Principal, { kind: "key" }>;

const rowSchema = z.object({
  keyId: z.string(),
  name: z.string(),
  scope: z.enum(["ingest", "read", "manage"]),
  sourceId: z.string().nullable(),
  advertiserIds: z.array(z.string()).nullable(),
  expiresAt: z.date().nullable(),
  isUseNoted: z.boolean(),
  eventsPerSecond: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
});

/** A revoked key dies this much later at the latest, in every process. */
export const keyCacheMs = 5_000;

/** The embedded database answers one at a time, and some of its work takes seconds. */
const readTimeoutMs = 10_000;

type KeyRow = z.infer<typeof rowSchema>;

/** Reads the key with that hash, unless it was revoked or has expired; null when there is none. */
export async function readApiKey(database: Pick<Database, "$queryRaw">, keyHash: string): Promise<KeyRow | null> {
  const rows = await database.$queryRaw`
    select api_key.id as "keyId", api_key.name, scope, source_id as "sourceId", advertiser_ids as "advertiserIds", expires_at as "expiresAt",
      coalesce(last_used_at > now() - interval '5 minutes', false) as "isUseNoted",
      max_events_per_second as "eventsPerSecond", max_bytes_per_second::float8 as "bytesPerSecond"
    from api_key
    left join source on source.id = source_id
    where key_hash = ${keyHash} and revoked_at is null and (expires_at is null or expires_at > now())`;
  return z.array(rowSchema).parse(rows)[0] ?? null;
}

/** As {@link readApiKey}, and notes that the key was used, once in five minutes. */
async function readUsedKey(keyHash: string): Promise<KeyRow | null> {
  const prisma = getPrisma();
  const row = await within(readTimeoutMs, readApiKey(prisma, keyHash));
  if (row && !row.isUseNoted) {
    // nobody waits for it, and where it fails the next look notes it
    void prisma.$executeRaw`update api_key set last_used_at = now() where id = ${row.keyId}`.catch(() => undefined);
  }
  return row;
}

const holder = globalThis as { advertisexKeys?: KeyCache<KeyRow | null> };

function cache(): KeyCache<KeyRow | null> {
  holder.advertisexKeys ??= new KeyCache(readUsedKey, {
    ttlMs: keyCacheMs,
    refreshAfterMs: keyCacheMs / 2,
    maxEntries: 10_000,
  });
  return holder.advertisexKeys;
}

/**
 * Finds whose key this is; null for a key that is unknown, revoked (known within 5 s) or expired.
 * @throws AppError `unavailable` when the database cannot be asked.
 */
export async function findApiKey(key: string, now = new Date()): Promise<KeyPrincipal | null> {
  const row = await cache().get(hashApiKey(key)).catch(refuse);
  if (!row || (row.expiresAt && row.expiresAt <= now)) return null;
  const { expiresAt: _, isUseNoted: __, eventsPerSecond, bytesPerSecond, ...known } = row;
  return { kind: "key", ...known, limits: { eventsPerSecond, bytesPerSecond } };
}

/** Forgets what is remembered of keys, so that a change counts in this process at once. */
export function forgetApiKeys(): void {
  cache().clear();
}

function refuse(error: unknown): never {
  if (!isDatabaseUnavailable(error) && !(error instanceof TimeoutError)) throw error;
  throw new AppError("unavailable", "The key could not be checked: try again in a moment.", undefined, 2);
}
