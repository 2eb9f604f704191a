import { actingPerson } from "@/app/api/people/acting";
import { createdLink } from "@/app/api/people/created-link";
import { invitePerson } from "@/lib/actions/people/invite-person";
import { createOneTimeToken } from "@/lib/auth/one-time-token";
import { invitationInputSchema } from "@/lib/contracts/people";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";

/** Invites somebody; the link is shown in this answer only. */
export const POST = handle.people(async ({ scope, request, principal }) => {
  const input = await parseBody(invitationInputSchema, request);
  const { token, ...made } = createOneTimeToken();
  const expiresAt = await invitePerson(scope, actingPerson(principal).actor, input, made);
  return json(createdLink({ token, ...made }, expiresAt), { status: 201 });
});
