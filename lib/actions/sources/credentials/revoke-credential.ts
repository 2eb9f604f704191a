import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma, Prisma } from "@/lib/storage/prisma";
import { type CredentialRef, changeCredential } from "./change-credential";

/**
 * Lets a key or signing secret work no more. Other processes know it within 5 s.
 * @throws AppError `not_found`; `conflict` for one that is revoked or expired
 */
export async function revokeCredential(actor: string, ref: CredentialRef, prisma = getPrisma()): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const { name, revokedAt } = await changeCredential(transaction, ref, Prisma.sql`revoked_at = now()`);
    await insertAudit(transaction, [
      {
        actor,
        action: `${ref.kind}.revoke`,
        subject: `${ref.kind}:${ref.id}`,
        before: { sourceId: ref.sourceId, name, revokedAt: null },
        after: { sourceId: ref.sourceId, name, revokedAt },
      },
    ]);
  });
}
