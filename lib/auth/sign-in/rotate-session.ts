import { findSession } from "@/lib/auth/find-session";
import { getPrisma } from "@/lib/storage/prisma";

/**
 * Ends the session that a sign-in came with, once the new one is there: whoever knew the old token has nothing then.
 * @param check better-auth's handler
 */
export async function rotateSession(
  request: Request,
  check: (request: Request) => Promise<Response>,
): Promise<Response> {
  const before = await findSession(request.headers).catch(() => null);
  const answer = await check(request);
  if (!before || !answer.ok || !setsSession(answer)) return answer;
  await getPrisma().session.deleteMany({ where: { id: before.sessionId } });
  return answer;
}

function setsSession(answer: Response): boolean {
  return answer.headers.getSetCookie().some((cookie) => /^(?:__Secure-)?advertisex\.session_token=[^;]/.test(cookie));
}
