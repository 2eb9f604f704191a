import { z } from "zod";
import { AppError } from "@/lib/errors";
import { insertAudit } from "@/lib/storage/insert-audit";
import type { Database } from "@/lib/storage/prisma";
import { isLive, maxLive, type NewCredential, tables, words } from "./credential";

export interface CredentialOf {
  sourceId: string;
  name: string;
  expiresAt: Date | null;
}

/**
 * Inserts a credential with its line of the audit log. The caller holds the source's row, so that two
 * who insert at once are counted one after the other.
 * @throws AppError `conflict` when the source has as many that work as it may have
 */
export async function insertCredential(
  transaction: Database,
  actor: string,
  of: CredentialOf,
  made: NewCredential,
): Promise<void> {
  await requireRoom(transaction, of.sourceId, made);
  await insertRow(transaction, of, made);
  const { sourceId, name } = of;
  const prefix = made.kind === "api_key" ? { scope: "ingest", prefix: made.keyPrefix } : {};
  const after = { sourceId, name, expiresAt: of.expiresAt?.toISOString() ?? null, ...prefix };
  const subject = `${made.kind}:${made.id}`;
  await insertAudit(transaction, [{ actor, action: `${made.kind}.create`, subject, before: null, after }]);
}

const countSchema = z.array(z.object({ live: z.number() }));

async function requireRoom(transaction: Database, sourceId: string, { kind }: NewCredential): Promise<void> {
  const rows = await transaction.$queryRaw`
    select count(*)::integer as live from ${tables[kind]} where source_id = ${sourceId} and ${isLive}`;
  const live = countSchema.parse(rows)[0]?.live ?? 0;
  if (live < maxLive) return;
  throw new AppError("conflict", `A source has at most ${maxLive} working ${words[kind]}s: revoke one first.`, {
    live,
  });
}

async function insertRow(transaction: Database, of: CredentialOf, made: NewCredential): Promise<void> {
  const { sourceId, name, expiresAt } = of;
  if (made.kind === "api_key") {
    await transaction.$executeRaw`
      insert into api_key (id, name, scope, source_id, key_hash, key_prefix, expires_at)
      values (${made.id}, ${name}, 'ingest', ${sourceId}, ${made.keyHash}, ${made.keyPrefix}, ${expiresAt}::timestamptz)`;
    return;
  }
  await transaction.$executeRaw`
    insert into signing_secret (id, source_id, name, sealed, expires_at)
    values (${made.id}, ${sourceId}, ${name}, ${made.sealed}, ${expiresAt}::timestamptz)`;
}
