import { consumeLink, findLink } from "@/lib/actions/people/use-link";
import { hashOneTimeToken } from "@/lib/auth/one-time-token";
import { hashPassword } from "@/lib/auth/sign-in/password-hash";
import { requireGoodPassword } from "@/lib/auth/sign-in/require-good-password";
import { linkUseSchema } from "@/lib/contracts/people";
import { json, parseBody } from "@/lib/http/answers";
import { handlePublic } from "@/lib/http/handle";

/** Uses a link once: sets the password of who has it, who signs in with it then. */
export const POST = handlePublic(async ({ request }) => {
  const { token, name, password } = await parseBody(linkUseSchema, request);
  const tokenHash = hashOneTimeToken(token);
  // a hash costs time: only for a link that works
  const link = await findLink(tokenHash);
  requireGoodPassword(password, [link.email, name ?? link.name]);
  return json(await consumeLink({ tokenHash, name, passwordHash: await hashPassword(password) }));
});
