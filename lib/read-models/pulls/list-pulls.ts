import { z } from "zod";
import { ingestKindSchema } from "@/lib/contracts/kinds";
import { type Pull, pullLocationSchema } from "@/lib/contracts/pull";
import { AppError } from "@/lib/errors";
import type { EverySourceScope } from "@/lib/scope";
import { type Database, getPrisma } from "@/lib/storage/prisma";

const rowSchema = z.object({
  id: z.string(),
  sourceId: z.string(),
  name: z.string(),
  kind: ingestKindSchema,
  location: pullLocationSchema,
  hasSecret: z.boolean(),
  pattern: z.string(),
  contentType: z.string().nullable(),
  everySeconds: z.number(),
  enabled: z.boolean(),
  nextAt: z.date(),
  isRunning: z.boolean(),
  lastStartedAt: z.date().nullable(),
  lastFinishedAt: z.date().nullable(),
  lastError: z.string().nullable(),
  createdAt: z.date(),
});
const sourceSchema = z.object({ id: z.string() });

/** The pulls of a source by name, or only the one with that id. Of a secret only whether there is one. */
async function select(database: Pick<Database, "$queryRaw">, sourceId: string, id: string | null): Promise<Pull[]> {
  const rows = await database.$queryRaw`
    select id, source_id as "sourceId", name, kind, location, sealed is not null as "hasSecret", pattern,
      content_type as "contentType", every_seconds as "everySeconds", enabled, next_at as "nextAt",
      coalesce(held_until > clock_timestamp(), false) as "isRunning", last_started_at as "lastStartedAt",
      last_finished_at as "lastFinishedAt", last_error as "lastError", created_at as "createdAt"
    from pull
    where source_id = ${sourceId} and (${id}::text is null or id = ${id})
    order by name, id`;
  return z.array(rowSchema).parse(rows).map(toPull);
}

/**
 * The pulls of a source by name.
 * @throws AppError `not_found` when there is no such source
 */
export async function listPulls(
  _scope: EverySourceScope,
  sourceId: string,
  database: Pick<Database, "$queryRaw"> = getPrisma(),
): Promise<Pull[]> {
  const pulls = await select(database, sourceId, null);
  if (pulls.length > 0) return pulls;
  const rows = await database.$queryRaw`select id from source where id = ${sourceId}`;
  if (z.array(sourceSchema).parse(rows).length === 0) throw sourceNotFound(sourceId);
  return pulls;
}

/**
 * One pull of a source.
 * @throws AppError `not_found`
 */
export async function getPull(
  _scope: EverySourceScope,
  sourceId: string,
  pullId: string,
  database: Pick<Database, "$queryRaw"> = getPrisma(),
): Promise<Pull> {
  const [pull] = await select(database, sourceId, pullId);
  if (!pull) throw pullNotFound(pullId);
  return pull;
}

export function pullNotFound(pullId: string): AppError {
  return new AppError("not_found", `This source has no pull \`${pullId}\`.`);
}

export function sourceNotFound(sourceId: string): AppError {
  return new AppError("not_found", `There is no source \`${sourceId}\`.`);
}

function toPull(row: z.infer<typeof rowSchema>): Pull {
  return {
    ...row,
    nextAt: row.nextAt.toISOString(),
    lastStartedAt: row.lastStartedAt?.toISOString() ?? null,
    lastFinishedAt: row.lastFinishedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
