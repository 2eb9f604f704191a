import { cancelReplay } from "@/lib/actions/quality/replays/cancel-replay";
import { actorOf } from "@/lib/auth/principal";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";

/** Takes back a replay that waits. */
export const POST = handle.operate<{ id: string }>(async ({ scope, params, principal }) =>
  json(await cancelReplay(scope, params.id, actorOf(principal))),
);
