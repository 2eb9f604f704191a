import { APIError, createAuthMiddleware } from "better-auth/api";
import { insertAudit } from "@/lib/storage/insert-audit";
import type { PrismaClient } from "@/lib/storage/prisma";

/** What people change about their own sign-in, by the path that does it. */
const audited: Readonly<Record<string, { action: string; before: object; after: object }>> = {
  "/change-password": { action: "person.change_password", before: {}, after: { otherSessions: "ended" } },
  "/two-factor/disable": {
    action: "person.second_factor_off",
    before: { secondFactor: true },
    after: { secondFactor: false },
  },
  "/two-factor/generate-backup-codes": { action: "person.new_backup_codes", before: {}, after: {} },
};

/** Writes what people changed about their own sign-in into the audit log. */
export function auditOwnChanges(prisma: PrismaClient) {
  return createAuthMiddleware(async (ctx) => {
    const change = audited[ctx.path];
    const user = ctx.context.session?.user;
    if (!change || !user || ctx.context.returned instanceof APIError) return;
    await insertAudit(prisma, [{ ...change, actor: user.email, subject: `person:${user.id}` }]);
  });
}

/** Refuses a session to somebody who is disabled, in the words of a wrong password. */
export function refuseDisabled(prisma: PrismaClient) {
  return async ({ userId }: { userId: string }): Promise<void> => {
    const user = await prisma.user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
    if (!user || user.disabledAt) throw new APIError("UNAUTHORIZED", { message: "Email or password is wrong." });
  };
}
