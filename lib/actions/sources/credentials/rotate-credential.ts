import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma, Prisma } from "@/lib/storage/prisma";
import { lockSource, sourceNotFound } from "../source-row";
import { changeCredential } from "./change-credential";
import type { NewCredential } from "./credential";
import { insertCredential } from "./insert-credential";

/** What takes whose place, and for how long both work. */
export interface Rotation {
  sourceId: string;
  /** The credential that is replaced, of the same kind as the new one. */
  id: string;
  /** 0: the old one works no more at once. */
  overlapSeconds: number;
}

/**
 * Puts a new key or signing secret in the place of one that works. The new one has the name of the old
 * and no expiry; the old one expires after the overlap, or when it would have anyway, if that is sooner.
 * @throws AppError `not_found`; `conflict` for one that is revoked or expired, or when the source has enough
 */
export async function rotateCredential(
  actor: string,
  { sourceId, id, overlapSeconds }: Rotation,
  made: NewCredential,
  prisma = getPrisma(),
): Promise<void> {
  const { kind } = made;
  await prisma.$transaction(async (transaction) => {
    if (!(await lockSource(transaction, sourceId))) throw sourceNotFound(sourceId);
    const until = Prisma.sql`least(expires_at, now() + ${overlapSeconds}::integer * interval '1 second')`;
    const old = await changeCredential(transaction, { kind, sourceId, id }, Prisma.sql`expires_at = ${until}`);
    await insertCredential(transaction, actor, { sourceId, name: old.name, expiresAt: null }, made);
    await insertAudit(transaction, [
      {
        actor,
        action: `${kind}.rotate`,
        subject: `${kind}:${id}`,
        before: { sourceId, name: old.name },
        after: { sourceId, name: old.name, expiresAt: old.expiresAt, replacedBy: made.id },
      },
    ]);
  });
}
