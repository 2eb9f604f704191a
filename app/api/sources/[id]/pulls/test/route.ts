import { testLocation } from "@/lib/actions/pulls/test-location";
import { pullTestInputSchema } from "@/lib/contracts/pull";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listPulls } from "@/lib/read-models/pulls/list-pulls";
import { pullSurroundings } from "../surroundings";

/** Tries a location before it is kept: the first files there, or why there are none. */
export const POST = handle.operate<{ id: string }>(async ({ scope, request, params }) => {
  const { secretAccessKey = null, ...input } = await parseBody(pullTestInputSchema, request);
  await listPulls(scope, params.id);
  return json(await testLocation({ ...input, secretAccessKey, roots: pullSurroundings().roots }));
});
