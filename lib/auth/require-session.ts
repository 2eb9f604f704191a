import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { findSession, type SessionPrincipal } from "./find-session";
import { safeNext } from "./safe-next";

/**
 * For pages and layouts: who is signed in, or null.
 * @throws AppError `unavailable` when the database cannot be asked
 */
export async function currentSession(): Promise<SessionPrincipal | null> {
  return findSession(await headers());
}

/**
 * For pages: who is signed in. Without a session the browser is sent to the sign-in page, which
 * brings it back. (A layout is not told its address: it uses {@link currentSession}.)
 * @param next path and query of the page; without it the way leads back to the start page
 * @throws AppError `unavailable` when the database cannot be asked
 */
export async function requireSession(next = "/"): Promise<SessionPrincipal> {
  const session = await currentSession();
  if (session) return session;
  redirect(signInPath(next));
}

/** The address of the sign-in page that leads back to `next`. */
export function signInPath(next: string): string {
  const target = safeNext(next);
  return target === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(target)}`;
}
