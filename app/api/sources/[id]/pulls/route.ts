import { createPull } from "@/lib/actions/pulls/create-pull";
import { actorOf } from "@/lib/auth/principal";
import { pullInputSchema } from "@/lib/contracts/pull";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getPull, listPulls } from "@/lib/read-models/pulls/list-pulls";
import { pullSurroundings } from "./surroundings";

type Params = { id: string };

/** The pulls of a source by name; of a secret only whether there is one. */
export const GET = handle.operations<Params>(async ({ scope, params }) => {
  return json({ pulls: await listPulls(scope, params.id) });
});

/** Makes a pull, which is due at once. */
export const POST = handle.operate<Params>(async ({ scope, request, params, principal }) => {
  const input = await parseBody(pullInputSchema, request);
  const id = await createPull(actorOf(principal), { sourceId: params.id, input }, pullSurroundings());
  return json(await getPull(scope, params.id, id), { status: 201 });
});
