import { revokeCredential } from "@/lib/actions/sources/credentials/revoke-credential";
import { actorOf } from "@/lib/auth/principal";
import { json } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getSource } from "@/lib/read-models/sources/get-source";
import { forgetCredentials } from "../../../new-credential";

type Params = { id: string; secretId: string };

/** Revokes a signing secret, and gives the source as it is now. */
export const DELETE = handle.operate<Params>(async ({ scope, params, principal }) => {
  await revokeCredential(actorOf(principal), { kind: "signing_secret", sourceId: params.id, id: params.secretId });
  forgetCredentials();
  return json(await getSource(scope, params.id));
});
