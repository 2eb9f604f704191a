import { z } from "zod";
import { requireAdvertisers } from "@/lib/actions/people/advertisers-of";
import type { apiKeyInputSchema } from "@/lib/contracts/api-keys";
import { AppError } from "@/lib/errors";
import type { AdministrationScope } from "@/lib/scope";
import { insertAudit } from "@/lib/storage/insert-audit";
import { type Database, getPrisma } from "@/lib/storage/prisma";

/** So many keys of programs may work at a time: more than anybody can keep an eye on is too many. */
const maxLive = 500;

/** The stored form of a new key; who makes it shows the key itself once. */
export interface MadeKey {
  id: string;
  keyHash: string;
  keyPrefix: string;
}

/**
 * Stores a new key of a program.
 * @throws AppError `invalid_request` for an expiry in the past or an advertiser that is none, `conflict` when there are enough
 */
export async function createProgramKey(
  _scope: AdministrationScope,
  actor: string,
  input: z.output<typeof apiKeyInputSchema>,
  made: MadeKey,
  prisma = getPrisma(),
): Promise<void> {
  const { name, scope, advertiserIds } = input;
  const expiresAt = input.expiresAt ?? null;
  if (expiresAt !== null && new Date(expiresAt) <= new Date()) throw refusal("expiresAt", "is in the past");
  await prisma.$transaction(async (db) => {
    await requireAdvertisers(db, advertiserIds);
    await requireRoom(db);
    await db.$executeRaw`
      insert into api_key (id, name, scope, key_hash, key_prefix, expires_at, advertiser_ids, created_by)
      values (${made.id}, ${name}, ${scope}, ${made.keyHash}, ${made.keyPrefix}, ${expiresAt}::timestamptz,
        (select array_agg(given.id) from json_array_elements_text(${JSON.stringify(advertiserIds ?? [])}::json) given (id)),
        ${actor})`;
    const after = { name, scope, advertiserIds, expiresAt, prefix: made.keyPrefix };
    await insertAudit(db, [{ actor, action: "api_key.create", subject: `api_key:${made.id}`, before: null, after }]);
  });
}

async function requireRoom(db: Database): Promise<void> {
  const rows = await db.$queryRaw`
    select count(*)::integer as live from api_key
    where scope <> 'ingest' and revoked_at is null and (expires_at is null or expires_at > now())`;
  const [{ live }] = z.tuple([z.object({ live: z.number() })]).parse(rows);
  if (live >= maxLive) throw new AppError("conflict", `At most ${maxLive} keys may work at a time: revoke one first.`);
}

function refusal(path: string, message: string): AppError {
  return new AppError("invalid_request", `The request is not valid: \`${path}\` ${message}.`, {
    issues: [{ path, message }],
  });
}
