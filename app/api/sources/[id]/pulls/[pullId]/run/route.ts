import { runPull } from "@/lib/actions/pulls/run-pull";
import { actorOf } from "@/lib/auth/principal";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getPull } from "@/lib/read-models/pulls/list-pulls";

/** Makes a pull due now, and gives it as it is. */
export const POST = handle.operate<{ id: string; pullId: string }>(async ({ scope, params, principal }) => {
  await runPull(actorOf(principal), { sourceId: params.id, pullId: params.pullId });
  return json(await getPull(scope, params.id, params.pullId));
});
