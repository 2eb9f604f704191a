import { rotateCredential } from "@/lib/actions/sources/credentials/rotate-credential";
import { actorOf } from "@/lib/auth/principal";
import { type CreatedSecret, rotateInputSchema } from "@/lib/contracts/credentials";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { parseOptionalBody } from "@/lib/http/parse-optional-body";
import { forgetCredentials, newSecret } from "../../../../new-credential";

type Params = { id: string; secretId: string };

/** Puts a new secret of our making in the place of one that works; both work for the overlap. */
export const POST = handle.operate<Params>(async ({ request, params, principal }) => {
  const { overlapSeconds } = await parseOptionalBody(rotateInputSchema, request);
  const { stored, shown } = newSecret();
  const rotation = { sourceId: params.id, id: params.secretId, overlapSeconds };
  await rotateCredential(actorOf(principal), rotation, stored);
  forgetCredentials();
  const created: CreatedSecret = { id: stored.id, secret: shown };
  return json(created, { status: 201 });
});
