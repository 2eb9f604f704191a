import { randomBytes, randomUUID } from "node:crypto";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { z } from "zod";
import { insertAudit } from "@/lib/storage/insert-audit";
import type { Database } from "@/lib/storage/prisma";

export const adminEmail = "admin@advertisex.local";

export interface Admin {
  password: string;
  /** What was done for it. */
  outcome: "kept" | "created" | "reset";
}

/**
 * Makes the administrator, or gives the one there is a new password when nobody knows the old one, or what
 * was written down is not it; every session is ended then.
 * @param known the password that was written down, if one was
 */
export async function ensureAdmin(database: Database, known: string | undefined): Promise<Admin> {
  const found = await findAdmin(database);
  if (found?.hash && known !== undefined && (await verifyPassword({ hash: found.hash, password: known }))) {
    return { password: known, outcome: "kept" };
  }
  const password = randomBytes(18).toString("base64url");
  const userId = found?.id ?? randomUUID();
  if (!found) {
    await database.$executeRaw`
      insert into app_user (id, name, email, email_verified, role)
      values (${userId}, 'Administrator', ${adminEmail}, true, 'admin')`;
  }
  await setPassword(database, userId, await hashPassword(password));
  const action = found ? "user.reset_password" : "user.create";
  const after = { email: adminEmail, role: "admin" };
  await insertAudit(database, [{ actor: "system", action, subject: `user:${userId}`, before: null, after }]);
  return { password, outcome: found ? "reset" : "created" };
}

const adminRow = z.object({ id: z.string(), hash: z.string().nullable() });

async function findAdmin(database: Database): Promise<z.infer<typeof adminRow> | undefined> {
  const found = await database.$queryRaw`
    select app_user.id, account.password as hash
    from app_user
    left join account on account.user_id = app_user.id and account.provider_id = 'credential'
    where app_user.email = ${adminEmail}`;
  return z.array(adminRow).parse(found)[0];
}

/** The credential account is better-auth's row for "signs in with a password". */
async function setPassword(database: Database, userId: string, passwordHash: string): Promise<void> {
  const changed = await database.$executeRaw`
    update account
    set password = ${passwordHash}, updated_at = now()
    where user_id = ${userId} and provider_id = 'credential'`;
  if (changed === 0) {
    await database.$executeRaw`
      insert into account (id, account_id, provider_id, user_id, password)
      values (${randomUUID()}, ${userId}, 'credential', ${userId}, ${passwordHash})`;
  }
  await database.$executeRaw`delete from session where user_id = ${userId}`;
}
