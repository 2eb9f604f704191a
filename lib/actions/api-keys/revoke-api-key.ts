import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { AdministrationScope } from "@/lib/scope";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma } from "@/lib/storage/prisma";

const rowsSchema = z.array(z.object({ name: z.string(), revokedAt: z.date().nullable() }));

/**
 * Lets a program's key work no more. Other processes know it within 5 s.
 * @throws AppError `not_found`, also for a source's ingest key; `conflict` when it was revoked before
 */
export async function revokeProgramKey(
  _scope: AdministrationScope,
  actor: string,
  id: string,
  prisma = getPrisma(),
): Promise<void> {
  await prisma.$transaction(async (db) => {
    const [key] = rowsSchema.parse(
      await db.$queryRaw`
        select name, revoked_at as "revokedAt" from api_key where id = ${id} and scope <> 'ingest' for update`,
    );
    if (!key) throw new AppError("not_found", "There is no key with this id; GET /api/keys lists them.");
    const { name, revokedAt } = key;
    if (revokedAt) throw new AppError("conflict", `This key was revoked at ${revokedAt.toISOString()} already.`);
    await db.$executeRaw`update api_key set revoked_at = now() where id = ${id}`;
    const [before, after] = [false, true].map((revoked) => ({ name, revoked }));
    await insertAudit(db, [{ actor, action: "api_key.revoke", subject: `api_key:${id}`, before, after }]);
  });
}
