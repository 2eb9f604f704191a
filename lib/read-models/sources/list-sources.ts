import { z } from "zod";
import { mappingSchema, type Source } from "@/lib/contracts/source";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const keySchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  createdAt: z.coerce.date(),
  expiresAt: z.coerce.date().nullable(),
  revokedAt: z.coerce.date().nullable(),
});

const rowSchema = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  unknownReferences: z.enum(["reject", "create"]),
  mapping: mappingSchema,
  expectedEverySeconds: z.number().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  keys: z.array(keySchema),
});

/** All sources by name, or only the one with that id, each with its keys' first characters, newest key first. */
export async function listSources(
  id: string | null = null,
  database: Pick<Database, "$queryRaw"> = getPrisma(),
): Promise<Source[]> {
  const rows = await database.$queryRaw`
    select source.id, source.name, time_zone as "timeZone", unknown_references as "unknownReferences", mapping,
      expected_every_seconds as "expectedEverySeconds", source.created_at as "createdAt",
      source.updated_at as "updatedAt", coalesce(key.keys, '[]') as keys
    from source
    left join lateral (
      select jsonb_agg(
        jsonb_build_object(
          'id', api_key.id, 'name', api_key.name, 'prefix', key_prefix, 'createdAt', api_key.created_at,
          'expiresAt', expires_at, 'revokedAt', revoked_at
        )
        order by api_key.created_at desc, api_key.id
      ) as keys
      from api_key
      where api_key.source_id = source.id
    ) as key on true
    where ${id}::text is null or source.id = ${id}
    order by source.name, source.id`;
  return z.array(rowSchema).parse(rows).map(toSource);
}

function toSource(row: z.infer<typeof rowSchema>): Source {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    keys: row.keys.map((key) => ({
      ...key,
      createdAt: key.createdAt.toISOString(),
      expiresAt: key.expiresAt?.toISOString() ?? null,
      revokedAt: key.revokedAt?.toISOString() ?? null,
    })),
  };
}
