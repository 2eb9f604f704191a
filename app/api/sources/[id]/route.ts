import { updateSource } from "@/lib/actions/sources/update-source";
import { actorOf } from "@/lib/auth/principal";
import { sourcePatchSchema } from "@/lib/contracts/source";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getSource } from "@/lib/read-models/sources/get-source";
import { forgetCredentials } from "../new-credential";

/** One source with its settings; of its keys only the first characters, of its secrets nothing. */
export const GET = handle.operations<{ id: string }>(async ({ scope, params }) =>
  json(await getSource(scope, params.id)),
);

/** Changes what the body names, and gives the source as it is now. */
export const PATCH = handle.operate<{ id: string }>(async ({ scope, request, params, principal }) => {
  const patch = await parseBody(sourcePatchSchema, request);
  await updateSource(actorOf(principal), params.id, patch);
  forgetCredentials();
  return json(await getSource(scope, params.id));
});
