import { rotateCredential } from "@/lib/actions/sources/credentials/rotate-credential";
import { actorOf } from "@/lib/auth/principal";
import { type CreatedKey, rotateInputSchema } from "@/lib/contracts/credentials";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { parseOptionalBody } from "@/lib/http/parse-optional-body";
import { forgetCredentials, newKey } from "../../../../new-credential";

type Params = { id: string; keyId: string };

/** Puts a new key in the place of one that works; both work for the overlap. */
export const POST = handle.operate<Params>(async ({ request, params, principal }) => {
  const { overlapSeconds } = await parseOptionalBody(rotateInputSchema, request);
  const { stored, shown } = newKey();
  const rotation = { sourceId: params.id, id: params.keyId, overlapSeconds };
  await rotateCredential(actorOf(principal), rotation, stored);
  forgetCredentials();
  const created: CreatedKey = { id: stored.id, ingestKey: shown };
  return json(created, { status: 201 });
});
