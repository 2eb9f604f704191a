import { z } from "zod";
import { createApiKey, hashApiKey } from "@/lib/auth/api-key";
import { readApiKey } from "@/lib/auth/find-api-key";
import type { Scope } from "@/lib/auth/principal";
import { insertAudit } from "@/lib/storage/insert-audit";
import type { Database } from "@/lib/storage/prisma";

/** The source that a new installation has, so that events can be sent at once. */
export const defaultSource = { id: "default", name: "Default source" };

/** Makes the default source unless there is one; what people have changed in it stays. */
export async function ensureDefaultSource(database: Database): Promise<void> {
  await database.$executeRaw`
    insert into source (id, name, unknown_references)
    values (${defaultSource.id}, ${defaultSource.name}, 'create')
    on conflict (id) do nothing`;
}

/**
 * Gives back the key if it still is one of that scope, else a new one. Those that were made here before are
 * revoked then: nobody has them written down any more, so whoever still uses one should not.
 */
export async function ensureKey(database: Database, scope: Scope, known: string | undefined): Promise<string> {
  const sourceId = scope === "ingest" ? defaultSource.id : null;
  if (known !== undefined && (await isUsable(database, scope, known))) return known;
  const name = `First start: ${scope}`;
  await revokeEarlier(database, name);
  const { id, key, keyHash, keyPrefix } = createApiKey(scope);
  await database.$executeRaw`
    insert into api_key (id, name, scope, source_id, key_hash, key_prefix)
    values (${id}, ${name}, ${scope}, ${sourceId}, ${keyHash}, ${keyPrefix})`;
  await insertAudit(database, [
    {
      actor: "system",
      action: "api_key.create",
      subject: `api_key:${id}`,
      before: null,
      after: { scope, sourceId, prefix: keyPrefix },
    },
  ]);
  return key;
}

async function revokeEarlier(database: Database, name: string): Promise<void> {
  const revoked = await database.$queryRaw`
    update api_key set revoked_at = now() where name = ${name} and revoked_at is null returning id`;
  const entries = z
    .array(z.object({ id: z.string() }))
    .parse(revoked)
    .map(({ id }) => ({
      actor: "system",
      action: "api_key.revoke",
      subject: `api_key:${id}`,
      before: null,
      after: null,
    }));
  await insertAudit(database, entries);
}

async function isUsable(database: Database, scope: Scope, key: string): Promise<boolean> {
  const found = await readApiKey(database, hashApiKey(key));
  return found !== null && found.scope === scope && (found.expiresAt === null || found.expiresAt > new Date());
}
