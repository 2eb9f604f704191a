import { createCredential } from "@/lib/actions/sources/credentials/create-credential";
import { actorOf } from "@/lib/auth/principal";
import { type CreatedKey, keyInputSchema } from "@/lib/contracts/credentials";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { parseOptionalBody } from "@/lib/http/parse-optional-body";
import { newKey } from "../../new-credential";

/** Makes another ingest key of the source, which is shown in this answer only. */
export const POST = handle.operate<{ id: string }>(async ({ request, params, principal }) => {
  const input = await parseOptionalBody(keyInputSchema, request);
  const { stored, shown } = newKey();
  await createCredential(actorOf(principal), params.id, input, stored);
  const created: CreatedKey = { id: stored.id, ingestKey: shown };
  return json(created, { status: 201 });
});
