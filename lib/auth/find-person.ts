import { getPrisma } from "@/lib/storage/prisma";
import type { SessionPrincipal } from "./find-session";
import { listGrantedAdvertisers } from "./list-granted-advertisers";
import type { Role } from "./principal";

/** What a person may do now, without their being here: for what they left behind. Null for somebody who may not sign in. */
export async function findPerson(userId: string): Promise<SessionPrincipal | null> {
  const prisma = getPrisma();
  const user = await prisma.user.findUnique({ where: { id: userId } });
  if (!user || user.disabledAt) return null;
  const role = user.role as Role;
  const seesAll = user.allAdvertisers || role === "admin" || role === "analyst";
  const advertiserIds = seesAll ? null : await listGrantedAdvertisers(prisma, userId);
  return { kind: "session", sessionId: "", userId, email: user.email, name: user.name, role, advertiserIds };
}
