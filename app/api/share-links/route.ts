import { insertShareLink } from "@/lib/actions/share/share-links";
import { createOneTimeToken } from "@/lib/auth/one-time-token";
import { actorOf } from "@/lib/auth/principal";
import { getEnv } from "@/lib/config/env";
import { type CreatedShare, shareInputSchema, shareQuerySchema } from "@/lib/contracts/share";
import { AppError } from "@/lib/errors";
import { json, parseBody, parseQuery } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listShareLinks } from "@/lib/read-models/share/list-share-links";

/** The links of a campaign that work. */
export const GET = handle.campaigns(async ({ scope, url }) => {
  const { campaignId } = parseQuery(shareQuerySchema, url);
  return json({ links: await listShareLinks(scope, campaignId) });
});

/** Makes a link; its address is told here only. */
export const POST = handle.campaigns(async ({ scope, principal, request }) => {
  if (principal.kind !== "session")
    throw new AppError("wrong_scope", "A link belongs to a person and ends with their access: sign in to make one.");
  const input = await parseBody(shareInputSchema, request);
  const { token, ...link } = createOneTimeToken();
  await insertShareLink(scope, { userId: principal.userId, actor: actorOf(principal) }, link, input);
  const made = (await listShareLinks(scope, input.campaignId)).find(({ id }) => id === link.id);
  if (!made) throw new AppError("not_found", "There is no such link.");
  return json({ link: made, url: `${getEnv().PUBLIC_URL}/share#${token}` } satisfies CreatedShare, { status: 201 });
});
