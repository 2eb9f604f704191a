import { patchRule } from "@/lib/actions/traffic/patch-rule";
import { actorOf } from "@/lib/auth/principal";
import { trafficRulePatchSchema } from "@/lib/contracts/traffic";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { listRules } from "@/lib/read-models/traffic/rules";

/** Five thousand networks or patterns of the longest kind. */
const maxBytes = 2 * 1024 * 1024;

/** Switches a rule on or off or sets its parameters for a stretch of event time, and gives all rules as they are now. */
export const PATCH = handle.operate<{ rule: string }>(async ({ scope, request, params, principal }) => {
  const patch = await parseBody(trafficRulePatchSchema, request, { maxBytes });
  await patchRule(params.rule, patch, actorOf(principal));
  return json(await listRules(scope));
});
