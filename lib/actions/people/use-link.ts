import { randomUUID } from "node:crypto";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { insertAudit } from "@/lib/storage/insert-audit";
import { type Database, getPrisma, type Transaction } from "@/lib/storage/prisma";
import { setAdvertisers } from "./advertisers-of";
import { type StoredLink, storedLinkSchema } from "./stored-link";

interface Use {
  tokenHash: string;
  /** How the person wants to be called; of an invitation. */
  name?: string | undefined;
  passwordHash: string;
}

/**
 * Uses a link: an invitation makes the person, a reset sets the password and ends every session. Of two at once one gets it.
 * @returns whose password it is
 * @throws AppError `not_found` for a link that was used, revoked, has ended, or never was; `conflict`
 */
export async function consumeLink(
  { tokenHash, name, passwordHash }: Use,
  prisma = getPrisma(),
): Promise<{ email: string }> {
  return prisma.$transaction(async (db) => {
    const link = await takeLink(db, tokenHash);
    const userId = link.kind === "reset" ? String(link.userId) : await insertPerson(db, link, name ?? link.name);
    await setPassword(db, userId, passwordHash);
    await db.session.deleteMany({ where: { userId } });
    const [action, subject] = [link.kind === "reset" ? "person.reset_password" : "person.create", `person:${userId}`];
    const after = link.kind === "reset" ? {} : { email: link.email, name: name ?? link.name, role: link.role };
    await insertAudit(db, [{ actor: link.email, action, subject, before: null, after }]);
    return { email: link.email };
  });
}

/** Finds a link that still works. @throws AppError `not_found` */
export async function findLink(
  tokenHash: string,
  prisma: Pick<Database, "$queryRaw"> = getPrisma(),
): Promise<StoredLink> {
  const rows = await prisma.$queryRaw`
    select id, kind, email, name, user_id as "userId", role, all_advertisers as "allAdvertisers",
      advertiser_ids as "advertiserIds", expires_at as "expiresAt"
    from one_time_link
    where token_hash = ${tokenHash} and used_at is null and revoked_at is null and expires_at > now()`;
  return z.array(storedLinkSchema).parse(rows)[0] ?? refuse();
}

async function takeLink(db: Transaction, tokenHash: string): Promise<StoredLink> {
  const link = await findLink(tokenHash, db);
  const taken = await db.$executeRaw`
    update one_time_link set used_at = now() where id = ${link.id} and used_at is null and revoked_at is null`;
  return taken === 1 ? link : refuse();
}

function refuse(): never {
  throw new AppError("not_found", "This link was used before, was revoked, or has ended: ask for a new one.");
}

async function insertPerson(db: Transaction, link: StoredLink, name: string): Promise<string> {
  const there = await db.user.findFirst({ where: { email: { equals: link.email, mode: "insensitive" } } });
  if (there) throw new AppError("conflict", "Somebody with this email is there already: sign in instead.");
  const id = randomUUID();
  const { email, role, allAdvertisers } = link;
  // whoever has the link has the mailbox, or was given it by an administrator
  await db.user.create({
    data: { id, email, name, role: String(role), allAdvertisers, emailVerified: true },
  });
  const known = await db.advertiser.findMany({ where: { id: { in: link.advertiserIds } }, select: { id: true } });
  await setAdvertisers(
    db,
    id,
    known.map((advertiser) => advertiser.id),
  );
  return id;
}

async function setPassword(db: Transaction, userId: string, password: string): Promise<void> {
  const { count } = await db.account.updateMany({ where: { userId, providerId: "credential" }, data: { password } });
  if (count > 0) return;
  await db.account.create({
    data: { id: randomUUID(), accountId: userId, providerId: "credential", userId, password },
  });
}
