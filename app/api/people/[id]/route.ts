import { actingPerson } from "@/app/api/people/acting";
import { changePerson } from "@/lib/actions/people/change-person";
import { personPatchSchema } from "@/lib/contracts/people";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listPeople } from "@/lib/read-models/people/list-people";

/** Changes somebody's name, role, advertisers, or whether they may sign in; gives everybody as they are then. */
export const PATCH = handle.people<{ id: string }>(async ({ scope, request, params, principal }) => {
  const patch = await parseBody(personPatchSchema, request);
  await changePerson(scope, { ...actingPerson(principal), userId: params.id }, patch);
  return json(await listPeople(scope));
});
