import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type Database, Prisma } from "@/lib/storage/prisma";
import { type CredentialKind, isLive, tables, words } from "./credential";

/** Which credential of which source. */
export interface CredentialRef {
  kind: CredentialKind;
  sourceId: string;
  id: string;
}

const changedSchema = z.object({ name: z.string(), expiresAt: z.date().nullable(), revokedAt: z.date().nullable() });
export type ChangedCredential = z.infer<typeof changedSchema>;

/**
 * Makes one change to a credential that works, in one conditional statement: of two who do the same at
 * once one gets the row, the other a conflict.
 * @param set what follows `set`
 * @returns the credential as it is then
 * @throws AppError `not_found`; `conflict` for one that is revoked or expired
 */
export async function changeCredential(
  transaction: Database,
  { kind, sourceId, id }: CredentialRef,
  set: Prisma.Sql,
): Promise<ChangedCredential> {
  const columns = Prisma.sql`name, expires_at as "expiresAt", revoked_at as "revokedAt"`;
  const changed = await transaction.$queryRaw`
    update ${tables[kind]} set ${set} where id = ${id} and source_id = ${sourceId} and ${isLive} returning ${columns}`;
  const [credential] = z.array(changedSchema).parse(changed);
  if (credential) return credential;
  const present = await transaction.$queryRaw`
    select ${columns} from ${tables[kind]} where id = ${id} and source_id = ${sourceId}`;
  throw refusal(kind, z.array(changedSchema).parse(present)[0]);
}

function refusal(kind: CredentialKind, present: ChangedCredential | undefined): AppError {
  if (!present) return new AppError("not_found", `The source has no such ${words[kind]}.`);
  const { expiresAt, revokedAt } = present;
  const what = revokedAt ? `was revoked at ${revokedAt.toISOString()}` : `expired at ${expiresAt?.toISOString()}`;
  return new AppError("conflict", `This ${words[kind]} ${what}: it works no more.`, {
    revokedAt: revokedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  });
}
