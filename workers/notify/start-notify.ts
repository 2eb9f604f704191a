import { notifyMessageSchema } from "@/lib/contracts/alerts";
import { getAlertLine } from "@/lib/storage/notifications/get-alert-line";
import { insertNotification } from "@/lib/storage/notifications/insert-notification";
import { notifyStream } from "@/lib/stream/topology";
import { backOffMs } from "@/workers/runtime/back-off";
import type { BatchMessage } from "@/workers/runtime/batch-message";
import { consumeBatches } from "@/workers/runtime/consume-batches";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { ack, type Settlement } from "@/workers/runtime/settlement";
import { postSlack } from "./post-slack";
import { isTold, slackMessage } from "./slack-message";

const channel = "slack";

/** After that nobody wants to hear of it any more; the alert's page tells it still. */
const tellForMs = 3 * 86_400_000;

/**
 * Role `notify`: tells Slack of alerts, one message at a time. While Slack is away its messages wait in
 * the stream, so nothing is lost; a message that was delivered is remembered, so that it comes twice only
 * when the process ends between Slack's answer and that note.
 */
export async function startNotify(context: RoleContext): Promise<Role> {
  const consumer = consumeBatches(context, {
    stream: notifyStream,
    durable: "notify",
    ackWaitMs: 30_000,
    maxAckPending: 64,
    handle: (message) => tell(context, message),
  });
  return { name: "notify", stop: () => consumer.stop() };
}

/** Works on one message; exported for its test. */
export async function tell(
  { prisma, env, log, clock }: Pick<RoleContext, "prisma" | "env" | "log" | "clock">,
  message: Pick<BatchMessage, "data" | "deliveryCount" | "storedAt">,
): Promise<Settlement> {
  const parsed = notifyMessageSchema.safeParse(read(message.data));
  if (!parsed.success) return { type: "terminate", why: parsed.error.message };
  if (!env.SLACK_WEBHOOK_URL) return ack;
  const { alertEventId } = parsed.data;
  const line = await getAlertLine(prisma, alertEventId, channel);
  if (!line || line.delivered || !isTold(line.type)) return ack;
  const posted = await postSlack(env.SLACK_WEBHOOK_URL, slackMessage({ ...line, type: line.type }, env.PUBLIC_URL));
  if (posted.type === "later") {
    if (clock.now().getTime() - message.storedAt.getTime() > tellForMs) {
      return { type: "terminate", why: "Slack has taken nothing for three days" };
    }
    const delayMs = posted.delayMs ?? backOffMs(message.deliveryCount, { firstMs: 1000, maxMs: 60_000 });
    log.warn({ alertEventId, delayMs }, "Slack did not take the message, it is sent again");
    return { type: "retry", delayMs };
  }
  if (posted.type === "refused") return { type: "terminate", why: posted.why };
  await insertNotification(prisma, alertEventId, channel);
  return ack;
}

function read(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(data));
  } catch {
    return undefined;
  }
}
