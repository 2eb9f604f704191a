import type { z } from "zod";
import type { invitationInputSchema } from "@/lib/contracts/people";
import { AppError } from "@/lib/errors";
import type { AdministrationScope } from "@/lib/scope";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma, type Transaction } from "@/lib/storage/prisma";
import { requireAdvertisers } from "./advertisers-of";
import { insertLink, type MadeLink } from "./insert-link";

/** More open invitations nobody keeps an eye on. */
const mostOpen = 500;

/**
 * Invites somebody: the link that is made works once, for 7 days. An earlier invitation of the same address ends.
 * @returns when the link ends
 * @throws AppError `conflict` for somebody who is there already, or when too many are invited; `invalid_request`
 */
export async function invitePerson(
  _scope: AdministrationScope,
  actor: string,
  input: z.output<typeof invitationInputSchema>,
  made: MadeLink,
  prisma = getPrisma(),
): Promise<Date> {
  const { email, name, role, advertiserIds } = input;
  return prisma.$transaction(async (db) => {
    await requireAdvertisers(db, advertiserIds);
    await requireNew(db, email);
    await db.$executeRaw`
      update one_time_link set revoked_at = now()
      where kind = 'invitation' and lower(email) = ${email} and used_at is null and revoked_at is null`;
    const expiresAt = await insertLink(db, made, { email, name, actor }, { kind: "invitation", role, advertiserIds });
    const after = { email, name, role, advertiserIds };
    await insertAudit(db, [
      { actor, action: "invitation.create", subject: `invitation:${made.id}`, before: null, after },
    ]);
    return expiresAt;
  });
}

async function requireNew(db: Transaction, email: string): Promise<void> {
  const there = await db.user.findFirst({ where: { email: { equals: email, mode: "insensitive" } } });
  if (there) throw new AppError("conflict", "Somebody with this email is there already: change their role instead.");
  const open = await db.oneTimeLink.count({
    where: { kind: "invitation", usedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
  });
  if (open >= mostOpen) throw new AppError("conflict", `At most ${mostOpen} invitations may be open: revoke some.`);
}
