import { getPrisma } from "@/lib/storage/prisma";
import { type SessionPrincipal, toPrincipal, userSchema } from "./find-session";

/** What a person may do now, without their being here: for what they left behind. Null for somebody who may not sign in. */
export async function findPerson(userId: string): Promise<SessionPrincipal | null> {
  const user = await getPrisma().user.findUnique({ where: { id: userId } });
  return user && toPrincipal(userSchema.parse(user), "");
}
