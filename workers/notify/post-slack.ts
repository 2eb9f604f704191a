import type { SlackMessage } from "./slack-message";

/** `refused`: Slack will never take this message, however often it is sent. */
export type Posted =
  | { type: "delivered" }
  | { type: "later"; delayMs: number | null }
  | { type: "refused"; why: string };

const timeoutMs = 10_000;

/** Slack's words for a message that it will not take: `invalid_payload`, too large, unprocessable. */
const refusals = new Set([400, 413, 422]);

/**
 * Posts to a Slack incoming webhook once. A refusal of the message itself is final. All else is for later:
 * no answer, 5xx, 429 (with Slack's own `Retry-After`), and a wrong address too (403, 404, 410), which
 * somebody will put right without having to miss an alert.
 */
export async function postSlack(webhookUrl: string, message: SlackMessage): Promise<Posted> {
  let answer: Response;
  try {
    answer = await fetch(webhookUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(message),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch {
    return { type: "later", delayMs: null };
  }
  const text = await answer.text().catch(() => "");
  if (answer.ok) return { type: "delivered" };
  if (answer.status === 429) return { type: "later", delayMs: retryAfterMs(answer.headers.get("retry-after")) };
  if (!refusals.has(answer.status)) return { type: "later", delayMs: null };
  return { type: "refused", why: `Slack answered ${answer.status} ${text.slice(0, 200)}` };
}

function retryAfterMs(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : null;
}
