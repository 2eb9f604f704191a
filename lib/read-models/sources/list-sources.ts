import { z } from "zod";
import { bidMatchSchema, mappingSchema, type Source } from "@/lib/contracts/source";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

// inside of jsonb a time is text
const timeSchema = z.coerce.date().transform((time) => time.toISOString());

const secretSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: timeSchema,
  expiresAt: timeSchema.nullable(),
  revokedAt: timeSchema.nullable(),
});
const keySchema = secretSchema.extend({ prefix: z.string() });

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  unknownReferences: z.enum(["reject", "create"]),
  mapping: mappingSchema,
  bidMatch: bidMatchSchema,
  expectedEverySeconds: z.number().nullable(),
  maxEventsPerSecond: z.number().nullable(),
  maxBytesPerSecond: z.number().nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  keys: z.array(keySchema),
  secrets: z.array(secretSchema),
});

/** Those that work come first, and there are fewer of them; what was revoked long ago is left out. */
const maxCredentials = 200;

/**
 * All sources by name, or only the one with that id. Of their keys the first characters are told, of
 * their signing secrets nothing; newest first.
 */
export async function listSources(
  _scope: EverySourceScope,
  id: string | null = null,
  database: Pick<Database, "$queryRaw"> = getPrisma(),
): Promise<Source[]> {
  const rows = await database.$queryRaw`
    select source.id, source.name, time_zone as "timeZone", unknown_references as "unknownReferences", mapping,
      bid_match as "bidMatch", expected_every_seconds as "expectedEverySeconds", max_events_per_second as "maxEventsPerSecond",
      max_bytes_per_second::float8 as "maxBytesPerSecond", source.created_at as "createdAt",
      source.updated_at as "updatedAt", coalesce(key.keys, '[]') as keys, coalesce(secret.secrets, '[]') as secrets
    from source
    left join lateral (
      select jsonb_agg(
        jsonb_build_object(
          'id', api_key.id, 'name', api_key.name, 'prefix', key_prefix, 'createdAt', api_key.created_at,
          'expiresAt', expires_at, 'revokedAt', revoked_at
        )
        order by api_key.created_at desc, api_key.id
      ) as keys
      from (
        select * from api_key
        where api_key.source_id = source.id
        order by revoked_at is null and coalesce(expires_at > now(), true) desc, created_at desc, id
        limit ${maxCredentials}
      ) as api_key
    ) as key on true
    left join lateral (
      select jsonb_agg(
        jsonb_build_object(
          'id', signing_secret.id, 'name', signing_secret.name, 'createdAt', signing_secret.created_at,
          'expiresAt', expires_at, 'revokedAt', revoked_at
        )
        order by signing_secret.created_at desc, signing_secret.id
      ) as secrets
      from (
        select * from signing_secret
        where signing_secret.source_id = source.id
        order by revoked_at is null and coalesce(expires_at > now(), true) desc, created_at desc, id
        limit ${maxCredentials}
      ) as signing_secret
    ) as secret on true
    where ${id}::text is null or source.id = ${id}
    order by source.name, source.id`;
  return z.array(rowSchema).parse(rows);
}
