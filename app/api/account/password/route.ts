import { getAuth } from "@/lib/auth/auth";
import { authAnswer } from "@/lib/auth/auth-answer";
import { requireGoodPassword } from "@/lib/auth/sign-in/require-good-password";
import { passwordChangeSchema } from "@/lib/contracts/account";
import { parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";

/** Changes one's own password; every other session ends, and this one goes on under a new token. */
export const POST = handle.self(async ({ request, principal }) => {
  const passwords = await parseBody(passwordChangeSchema, request);
  requireGoodPassword(passwords.newPassword, principal.kind === "session" ? [principal.email, principal.name] : []);
  const body = { ...passwords, revokeOtherSessions: true };
  return authAnswer(await getAuth().api.changePassword({ body, headers: request.headers, asResponse: true }));
});
