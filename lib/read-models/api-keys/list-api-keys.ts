import { z } from "zod";
import { type ApiKey, programScopeSchema } from "@/lib/contracts/api-keys";
import type { AdministrationScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

/** Revoked and expired ones stay to be seen, the newest of them. */
const maxKeys = 1_000;

const time = z.date().transform((at) => at.toISOString());
const rowsSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    scope: programScopeSchema,
    prefix: z.string(),
    advertisers: z.array(z.object({ id: z.string(), name: z.string() })).nullable(),
    createdBy: z.string().nullable(),
    createdAt: time,
    lastUsedAt: time.nullable(),
    expiresAt: time.nullable(),
    revokedAt: time.nullable(),
  }),
);

/** `GET /api/keys`: the keys of programs, those that work first, the newest first. */
export async function listApiKeys(_scope: AdministrationScope, db: Database = getPrisma()): Promise<ApiKey[]> {
  return rowsSchema.parse(
    await db.$queryRaw`
      select id, name, scope, key_prefix as prefix, created_by as "createdBy", created_at as "createdAt",
        last_used_at as "lastUsedAt", expires_at as "expiresAt", revoked_at as "revokedAt",
        case when advertiser_ids is not null then (
          select json_agg(json_build_object('id', given.id, 'name', coalesce(advertiser.name, given.id)) order by given.id)
          from unnest(advertiser_ids) as given (id) left join advertiser on advertiser.id = given.id
        ) end as advertisers
      from api_key
      where scope <> 'ingest'
      order by revoked_at is not null or coalesce(expires_at <= now(), false), created_at desc, id
      limit ${maxKeys}`,
  );
}
