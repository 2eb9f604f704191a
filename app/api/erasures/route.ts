import { createErasure } from "@/lib/actions/erasures/create-erasure";
import { actorOf } from "@/lib/auth/principal";
import { seal } from "@/lib/auth/seal";
import { getEnv } from "@/lib/config/env";
import { erasureInputSchema, erasureSealContext } from "@/lib/contracts/erasure";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getErasure, listErasures } from "@/lib/read-models/erasures/list-erasures";

/** What was erased or is going to be, the newest first; of the users only the keyed hashes. */
export const GET = handle.administer(async ({ scope }) => json(await listErasures(scope)));

/** Asks for everything that is kept of a user to be deleted, which role `erase` does. */
export const POST = handle.administer(async ({ scope, request, principal }) => {
  const { userId } = await parseBody(erasureInputSchema, request);
  const id = await createErasure(actorOf(principal), userId, {
    secret: getEnv().APP_SECRET,
    seal: (text, erasureId) => seal(text, erasureSealContext(erasureId)),
  });
  return json(await getErasure(scope, id), { status: 202 });
});
