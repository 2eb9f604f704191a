import { getAuth } from "@/lib/auth/auth";
import { authAnswer } from "@/lib/auth/auth-answer";
import { answerSignIn } from "@/lib/auth/sign-in/answer-sign-in";
import { rotateSession } from "@/lib/auth/sign-in/rotate-session";
import { handlePublic } from "@/lib/http/handle";

export const dynamic = "force-dynamic";

const check = (request: Request) => getAuth().handler(request);

/** What begins a session, and so ends the one that it came with. */
const beginnings = /\/(?:sign-in\/email|two-factor\/verify-(?:totp|backup-code))$/;

/** Sign-in, sign-out and second factor: better-auth's own paths, behind our limits. */
const answer = handlePublic<{ all: string[] }>(async ({ request, url }) => {
  if (!beginnings.test(url.pathname)) return authAnswer(await check(request));
  const begin = (begun: Request) => rotateSession(begun, check);
  const isByPassword = url.pathname.endsWith("/sign-in/email");
  return authAnswer(await (isByPassword ? answerSignIn(request, begin) : begin(request)));
});

export { answer as GET, answer as POST };
