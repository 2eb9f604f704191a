import { endOtherSessions } from "@/lib/actions/account/end-sessions";
import { actorOf } from "@/lib/auth/principal";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listOwn } from "./list-own";

/** One's own sessions. */
export const GET = handle.self(async ({ scope, principal }) => json(await listOwn(scope, principal)));

/** Ends all of them but this one. */
export const DELETE = handle.self(async ({ scope, principal }) => {
  const sessionId = principal.kind === "session" ? principal.sessionId : "";
  await endOtherSessions(scope, actorOf(principal), sessionId);
  return json(await listOwn(scope, principal));
});
