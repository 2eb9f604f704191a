import { randomUUID } from "node:crypto";
import { userKeyOf } from "@/lib/config/user-key";
import { insertAudit } from "@/lib/storage/insert-audit";
import { getPrisma } from "@/lib/storage/prisma";

/** What the action needs of its surroundings. */
export interface ErasureSurroundings {
  /** The setting APP_SECRET. */
  secret: string;
  /** Makes the kept form of the id of the user of the erasure with that id. */
  seal: (userId: string, erasureId: string) => Uint8Array;
}

/**
 * Asks for everything that is kept of a user to be deleted. The id itself is kept sealed until that is done,
 * and stands in no log. Asking twice is harmless.
 * @param userId as senders write it
 * @returns the erasure's id
 */
export async function createErasure(
  actor: string,
  userId: string,
  { secret, seal }: ErasureSurroundings,
  prisma = getPrisma(),
): Promise<string> {
  const id = randomUUID();
  await prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`
      insert into erasure (id, user_key, sealed, requested_by)
      values (${id}, ${userKeyOf(secret, userId)}::uuid, ${seal(userId, id)}::bytea, ${actor})`;
    await insertAudit(transaction, [
      { actor, action: "erasure.request", subject: `erasure:${id}`, before: null, after: { state: "waiting" } },
    ]);
  });
  return id;
}
