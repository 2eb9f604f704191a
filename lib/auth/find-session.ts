import { z } from "zod";
import { within } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { getAuth } from "./auth";
import type { Principal } from "./principal";

export type SessionPrincipal = Extract<Principal, { kind: "session" }>;

const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(["admin", "manager", "analyst", "viewer"]),
});

const timeoutMs = 10_000;

/**
 * Finds who is signed in by the session cookie; null without a cookie or with one that has run out.
 * @throws AppError `unavailable` when the database cannot be asked.
 */
export async function findSession(headers: Headers): Promise<SessionPrincipal | null> {
  if (!headers.has("cookie")) return null;
  const found = await within(timeoutMs, getAuth().api.getSession({ headers })).catch(() => {
    // better-auth hides the cause; with a well-formed call only the store can fail
    throw new AppError("unavailable", "The session could not be checked: try again in a moment.", undefined, 2);
  });
  if (!found) return null;
  const user = userSchema.parse(found.user);
  return { kind: "session", userId: user.id, email: user.email, name: user.name, role: user.role };
}
