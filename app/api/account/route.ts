import { renameSelf } from "@/lib/actions/account/rename-self";
import { actorOf } from "@/lib/auth/principal";
import { accountPatchSchema } from "@/lib/contracts/account";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getAccount } from "@/lib/read-models/account/get-account";

/** Who has signed in. */
export const GET = handle.self(async ({ scope }) => json(await getAccount(scope)));

/** Changes how the person is called. */
export const PATCH = handle.self(async ({ scope, request, principal }) => {
  const { name } = await parseBody(accountPatchSchema, request);
  await renameSelf(scope, actorOf(principal), name);
  return json(await getAccount(scope));
});
