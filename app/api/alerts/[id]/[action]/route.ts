import { acknowledge } from "@/lib/actions/alerts/acknowledge";
import { assign } from "@/lib/actions/alerts/assign";
import type { AlertChange } from "@/lib/actions/alerts/change-alert";
import { comment } from "@/lib/actions/alerts/comment";
import { resolve } from "@/lib/actions/alerts/resolve";
import { snooze } from "@/lib/actions/alerts/snooze";
import { actorOf } from "@/lib/auth/principal";
import { getEnv } from "@/lib/config/env";
import { type AlertAction, alertActionSchemas as bodies } from "@/lib/contracts/alerts";
import { AppError } from "@/lib/errors";
import { json, parseBody } from "@/lib/http/answers";
import { handle } from "@/lib/http/handle";
import { getAlert } from "@/lib/read-models/alerts/get-alert";

const actions: Record<AlertAction, (request: Request, change: AlertChange) => Promise<void>> = {
  acknowledge: async (request, change) => {
    await parseBody(bodies.acknowledge, request);
    await acknowledge(change);
  },
  resolve: async (request, change) => resolve(change, await parseBody(bodies.resolve, request)),
  snooze: async (request, change) => snooze(change, await parseBody(bodies.snooze, request)),
  assign: async (request, change) => assign(change, await parseBody(bodies.assign, request)),
  comment: async (request, change) => comment(change, await parseBody(bodies.comment, request)),
};

/** One action on an alert; answers with the alert as it is then. */
export const POST = handle.alerts<{ id: string; action: string }>(async (context) => {
  const { id, action } = context.params;
  if (!Object.hasOwn(actions, action)) {
    throw new AppError("not_found", `An alert knows the actions ${Object.keys(actions).join(", ")}.`);
  }
  const actor = actorOf(context.principal);
  await actions[action as AlertAction](withBody(context.request), { scope: context.scope, alertId: id, actor });
  return json(await getAlert(context.scope, id, getEnv().PUBLIC_URL));
});

/** A request that announces no content says as much as an empty object. */
function withBody(request: Request): Request {
  if (request.headers.has("content-type")) return request;
  return new Request(request.url, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
}
