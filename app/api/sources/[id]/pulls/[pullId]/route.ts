import { deletePull } from "@/lib/actions/pulls/delete-pull";
import { updatePull } from "@/lib/actions/pulls/update-pull";
import { actorOf } from "@/lib/auth/principal";
import { pullPatchSchema } from "@/lib/contracts/pull";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getPull, listPulls } from "@/lib/read-models/pulls/list-pulls";
import { pullSurroundings } from "../surroundings";

type Params = { id: string; pullId: string };

/** Changes what the body names, and gives the pull as it is now. */
export const PATCH = handle.operate<Params>(async ({ scope, request, params, principal }) => {
  const { id: sourceId, pullId } = params;
  const patch = await parseBody(pullPatchSchema, request);
  await updatePull(actorOf(principal), { sourceId, pullId, patch }, pullSurroundings());
  return json(await getPull(scope, sourceId, pullId));
});

/** Deletes a pull with what it remembers of its files, and gives those that are left. */
export const DELETE = handle.operate<Params>(async ({ scope, params, principal }) => {
  await deletePull(actorOf(principal), { sourceId: params.id, pullId: params.pullId });
  return json({ pulls: await listPulls(scope, params.id) });
});
