import { createCredential } from "@/lib/actions/sources/credentials/create-credential";
import { actorOf } from "@/lib/auth/principal";
import { type CreatedSecret, secretInputSchema } from "@/lib/contracts/credentials";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { parseOptionalBody } from "@/lib/http/parse-optional-body";
import { forgetCredentials, newSecret } from "../../new-credential";

/** Makes a secret to sign requests with, or takes the sender's; it is shown in this answer only. */
export const POST = handle.operate<{ id: string }>(async ({ request, params, principal }) => {
  const { secret, ...input } = await parseOptionalBody(secretInputSchema, request);
  const { stored, shown } = newSecret(secret);
  await createCredential(actorOf(principal), params.id, input, stored);
  forgetCredentials();
  const created: CreatedSecret = { id: stored.id, secret: shown };
  return json(created, { status: 201 });
});
