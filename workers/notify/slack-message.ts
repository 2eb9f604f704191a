import type { AlertLine } from "@/lib/storage/notifications/get-alert-line";

/** The body of a Slack incoming webhook: a fallback text and blocks. */
export interface SlackMessage {
  text: string;
  blocks: Record<string, unknown>[];
}

type Told = "opened" | "reopened" | "acknowledged" | "resolved";

const words: Record<Told, string> = {
  opened: "Alert",
  reopened: "Alert again",
  acknowledged: "Acknowledged",
  resolved: "Resolved",
};

/** The lines of a timeline that a channel hears of; the others are only read in the console. */
export function isTold(type: AlertLine["type"]): type is Told {
  return type in words;
}

/** Slack's limits: a header of 150 characters, a section of 3,000. */
const headerLimit = 150;
const sectionLimit = 3000;

/**
 * Writes the message for one line of an alert's timeline, with a link to the alert's page. Names come
 * from outside: they are escaped by Slack's rules (`&`, `<`, `>`), and cut to its limits.
 * @param publicUrl the console's address without a slash at the end
 */
export function slackMessage(line: AlertLine & { type: Told }, publicUrl: string): SlackMessage {
  const url = `${publicUrl.replace(/\/+$/, "")}/alerts/${encodeURIComponent(line.alertId)}`;
  const heading = `${words[line.type]}: ${line.title}`;
  const by = line.actor === "system" ? "" : ` by ${line.actor}`;
  const facts = [
    `*${line.severity}*, ${line.state}`,
    `${line.metric}: ${figure(line.observed)}, expected ${figure(line.expected)}`,
    `since ${line.startedAt.toISOString()}`,
  ];
  return {
    text: cut(escapeText(`${heading}${by}`), sectionLimit),
    blocks: [
      { type: "header", text: { type: "plain_text", text: cut(heading, headerLimit), emoji: false } },
      { type: "section", text: { type: "mrkdwn", text: cut(escapeText(facts.join("\n")), sectionLimit) } },
      {
        type: "actions",
        elements: [
          { type: "button", text: { type: "plain_text", text: "Open the alert" }, url, action_id: "open_alert" },
        ],
      },
      {
        type: "context",
        elements: [
          {
            type: "mrkdwn",
            text: cut(
              escapeText(`${words[line.type]}${by} at ${line.at.toISOString()}, monitor ${line.monitor}`),
              sectionLimit,
            ),
          },
        ],
      },
    ],
  };
}

function figure(value: number | null): string {
  return value === null ? "unknown" : String(Math.round(value * 10_000) / 10_000);
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** At most `limit` UTF-16 units, without half a character or half an escape at the end. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, limit - 1)
    .replace(/[\uD800-\uDBFF]$/, "")
    .replace(/&[a-z]{0,4}$/, "")}…`;
}
