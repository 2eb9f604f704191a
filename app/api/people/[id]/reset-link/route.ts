import { actingPerson } from "@/app/api/people/acting";
import { createdLink } from "@/app/api/people/created-link";
import { makeResetLink } from "@/lib/actions/people/reset-access";
import { createOneTimeToken } from "@/lib/auth/one-time-token";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";

/** Makes a link with which somebody sets a new password; it is shown in this answer only. */
export const POST = handle.people<{ id: string }>(async ({ scope, params, principal }) => {
  const { actor } = actingPerson(principal);
  const { token, ...made } = createOneTimeToken();
  const expiresAt = await makeResetLink(scope, { actor, userId: params.id }, made);
  return json(createdLink({ token, ...made }, expiresAt), { status: 201 });
});
