import { actingPerson } from "@/app/api/people/acting";
import { endSessionsOf } from "@/lib/actions/people/reset-access";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listPeople } from "@/lib/read-models/people/list-people";

/** Ends every session of somebody. */
export const DELETE = handle.people<{ id: string }>(async ({ scope, params, principal }) => {
  const { actor } = actingPerson(principal);
  await endSessionsOf(scope, { actor, userId: params.id });
  return json(await listPeople(scope));
});
