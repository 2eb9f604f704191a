import type { SlackMessage } from "./slack-message";

/** `refused`: Slack will never take this message, however often it is sent. */
export type Posted =
  | { type: "delivered" }
  | { type: "later"; delayMs: number | null }
  | { type: "refused"; why: string };

const timeoutMs = 10_000;

/**
 * Posts to a Slack incoming webhook once. No answer, 429 and 5xx are for later, the first with Slack's own
 * `Retry-After`; every other refusal says something about the message or the address, which a retry
 * does not change.
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
  if (answer.status >= 500) return { type: "later", delayMs: null };
  return { type: "refused", why: `Slack answered ${answer.status} ${text.slice(0, 200)}` };
}

function retryAfterMs(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : null;
}
