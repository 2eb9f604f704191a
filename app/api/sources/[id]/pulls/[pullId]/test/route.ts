import { testPull } from "@/lib/actions/pulls/test-pull";
import { pullTestPatchSchema } from "@/lib/contracts/pull";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { pullSurroundings, unsealSecret } from "../../surroundings";

/** Tries a pull as it is, or as it would be with what the body names. */
export const POST = handle.operate<{ id: string; pullId: string }>(async ({ request, params }) => {
  const { id: sourceId, pullId } = params;
  const patch = request.body === null ? {} : await parseBody(pullTestPatchSchema, request);
  const { roots } = pullSurroundings();
  const unseal = (sealed: Uint8Array) => unsealSecret(sealed, pullId);
  return json(await testPull({ sourceId, pullId, patch }, { roots, unseal }));
});
