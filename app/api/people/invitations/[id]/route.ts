import { actingPerson } from "@/app/api/people/acting";
import { revokeInvitation } from "@/lib/actions/people/revoke-invitation";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listPeople } from "@/lib/read-models/people/list-people";

/** Lets an invitation be taken up no more. */
export const DELETE = handle.people<{ id: string }>(async ({ scope, params, principal }) => {
  await revokeInvitation(scope, actingPerson(principal).actor, params.id);
  return json(await listPeople(scope));
});
