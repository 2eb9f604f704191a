import { revokeShareLink } from "@/lib/actions/share/share-links";
import { actorOf } from "@/lib/auth/principal";
import { handle } from "@/lib/http/handle";

/** Revokes a link: from then on it shows nothing. */
export const DELETE = handle.campaigns<{ id: string }>(async ({ scope, params, principal }) => {
  await revokeShareLink(scope, actorOf(principal), params.id);
  return new Response(null, { status: 204 });
});
