import { findLink } from "@/lib/actions/people/use-link";
import { hashOneTimeToken } from "@/lib/auth/one-time-token";
import { linkTokenSchema, type OneTimeLink } from "@/lib/contracts/people";
import { json, parseBody } from "@/lib/http/answers";
import { handlePublic } from "@/lib/http/handle";

/** What a link is for, for who has it. */
export const POST = handlePublic(async ({ request }) => {
  const { token } = await parseBody(linkTokenSchema, request);
  const { kind, email, name, expiresAt } = await findLink(hashOneTimeToken(token));
  return json({ kind, email, name, expiresAt: expiresAt.toISOString() } satisfies OneTimeLink);
});
