import { updateSource } from "@/lib/actions/sources/update-source";
import { actorOf } from "@/lib/auth/principal";
import { sourcePatchSchema } from "@/lib/contracts/source";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listSources } from "@/lib/read-models/sources/list-sources";

/** Changes what the body names, and gives the source as it is now. */
export const PATCH = handle<{ id: string }>({ scope: "manage" }, async ({ request, params, principal }) => {
  const patch = await parseBody(sourcePatchSchema, request);
  await updateSource(actorOf(principal), params.id, patch);
  return json((await listSources(params.id))[0]);
});
