import { z } from "zod";
import { within } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { getPrisma } from "@/lib/storage/prisma";
import { getAuth } from "./auth";
import { listGrantedAdvertisers } from "./list-granted-advertisers";
import type { Principal } from "./principal";

export type SessionPrincipal = Extract<Principal, { kind: "session" }>;

export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(["admin", "manager", "analyst", "viewer"]),
  allAdvertisers: z.boolean(),
  disabledAt: z.date().nullish(),
});
const foundSchema = z.object({ session: z.object({ id: z.string() }), user: userSchema });

const timeoutMs = 10_000;

/**
 * Finds who is signed in by the session cookie, and whose advertisers they see; null without a cookie
 * or with one that has run out.
 * @throws AppError `unavailable` when the database cannot be asked.
 */
export async function findSession(headers: Headers): Promise<SessionPrincipal | null> {
  if (!headers.has("cookie")) return null;
  return within(timeoutMs, readSession(headers)).catch(() => {
    // better-auth hides the cause; with a well-formed call only the store can fail
    throw new AppError("unavailable", "The session could not be checked: try again in a moment.", undefined, 2);
  });
}

async function readSession(headers: Headers): Promise<SessionPrincipal | null> {
  const found = await getAuth().api.getSession({ headers });
  if (!found) return null;
  const { session, user } = foundSchema.parse(found);
  return toPrincipal(user, session.id);
}

/** What a person may do; null for somebody who may not sign in. */
export async function toPrincipal(
  user: z.infer<typeof userSchema>,
  sessionId: string,
): Promise<SessionPrincipal | null> {
  if (user.disabledAt) return null;
  const seesAll = user.allAdvertisers || user.role === "admin" || user.role === "analyst";
  const advertiserIds = seesAll ? null : await listGrantedAdvertisers(getPrisma(), user.id);
  const { id: userId, email, name, role } = user;
  return { kind: "session", sessionId, userId, email, name, role, advertiserIds };
}
