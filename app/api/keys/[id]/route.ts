import { revokeProgramKey } from "@/lib/actions/api-keys/revoke-api-key";
import { forgetApiKeys } from "@/lib/auth/find-api-key";
import { actorOf } from "@/lib/auth/principal";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listApiKeys } from "@/lib/read-models/api-keys/list-api-keys";

/** Revokes a program's key, and gives those that there are. */
export const DELETE = handle.people<{ id: string }>(async ({ scope, params, principal }) => {
  await revokeProgramKey(scope, actorOf(principal), params.id);
  forgetApiKeys();
  return json({ keys: await listApiKeys(scope) });
});
