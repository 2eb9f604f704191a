import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import type { AlertLine } from "@/lib/storage/notifications/get-alert-line";
import { isTold, slackMessage } from "./slack-message";

const line: AlertLine & { type: "opened" } = {
  alertId: "a-1",
  title: "Web SDK sends nothing",
  severity: "critical",
  state: "open",
  monitor: "freshness",
  metric: "silenceSeconds",
  observed: 600,
  expected: 60,
  startedAt: new Date("2026-11-23T10:00:00Z"),
  type: "opened",
  actor: "system",
  at: new Date("2026-11-23T10:10:00Z"),
  delivered: false,
};

const hostile = [
  "<!channel> & <https://evil.example|click>",
  "x".repeat(3001),
  "😀".repeat(2000),
  "&".repeat(3000),
  "*_`~\n\u202e\u0000",
];

describe("slackMessage", () => {
  it("says what is wrong and links to the alert", () => {
    const message = slackMessage(line, "https://ads.example/");
    expect(message.text).toBe("Alert: Web SDK sends nothing");
    expect(JSON.stringify(message.blocks)).toContain('"https://ads.example/alerts/a-1"');
  });

  it("lets no name speak Slack's language", () => {
    const message = slackMessage({ ...line, actor: hostile[0] ?? "", metric: "<!here>" }, "https://ads.example");
    expect(JSON.stringify(message.blocks.slice(1))).not.toMatch(/<!|<http/);
    expect(message.text).not.toMatch(/[<>]/);
  });

  it("tells only what somebody has to hear", () => {
    expect(["opened", "reopened", "acknowledged", "resolved"].every((type) => isTold(type as AlertLine["type"]))).toBe(
      true,
    );
    expect(["repeated", "commented", "assigned", "snoozed"].some((type) => isTold(type as AlertLine["type"]))).toBe(
      false,
    );
  });

  const schemaFile = join(
    process.env.FIXTURES_DIR ?? "../shared/fixtures",
    "slack/blockkit-message-subset.schema.json",
  );
  const isHere = existsSync(schemaFile);
  if (!isHere) console.warn(`COULD NOT RUN: no ${schemaFile}, so payloads are not held against Slack's schema`);

  it.runIf(isHere).each(hostile)("stays inside Slack's schema with the name %.20s", (name) => {
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(schemaFile, "utf8")));
    const message = slackMessage(
      { ...line, title: name, actor: name, metric: name, monitor: name },
      "https://ads.example",
    );
    expect(validate(message.blocks), JSON.stringify(validate.errors)).toBe(true);
  });

  it("keeps Slack's limits by itself", () => {
    for (const name of hostile) {
      const { text, blocks } = slackMessage({ ...line, title: name, metric: name }, "https://ads.example");
      const [header, section] = blocks as { text: { text: string } }[];
      expect(header?.text.text.length).toBeLessThanOrEqual(150);
      expect(section?.text.text.length).toBeLessThanOrEqual(3000);
      expect(text.length).toBeLessThanOrEqual(3000);
    }
  });
});
