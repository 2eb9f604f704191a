import { endSession } from "@/lib/actions/account/end-sessions";
import { actorOf } from "@/lib/auth/principal";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listOwn } from "../list-own";

/** Ends one of one's own sessions. */
export const DELETE = handle.self<{ id: string }>(async ({ scope, params, principal }) => {
  await endSession(scope, actorOf(principal), params.id);
  return json(await listOwn(scope, principal));
});
