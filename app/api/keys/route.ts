import { createProgramKey } from "@/lib/actions/api-keys/create-api-key";
import { createApiKey } from "@/lib/auth/api-key";
import { actorOf } from "@/lib/auth/principal";
import { apiKeyInputSchema, type CreatedApiKey } from "@/lib/contracts/api-keys";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listApiKeys } from "@/lib/read-models/api-keys/list-api-keys";

/** The keys of programs; of each only its first characters. */
export const GET = handle.people(async ({ scope }) => json({ keys: await listApiKeys(scope) }));

/** Makes a key, which is shown in this answer only. */
export const POST = handle.people(async ({ scope, request, principal }) => {
  const input = await parseBody(apiKeyInputSchema, request);
  const { key, ...made } = createApiKey(input.scope);
  await createProgramKey(scope, actorOf(principal), input, made);
  const created: CreatedApiKey = { id: made.id, key };
  return json(created, { status: 201 });
});
