import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { connect, type NatsConnection } from "nats";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { systemClock } from "@/lib/clock";
import { parseEnv } from "@/lib/config/env";
import { notifySubject } from "@/lib/contracts/alerts";
import { createLogger } from "@/lib/log";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { ensureTopology } from "@/lib/stream/topology";
import type { Role, RoleContext } from "@/workers/runtime/role";
import { startNotify } from "./start-notify";

let prisma: PrismaClient;
let nats: NatsConnection;
let slack: Server;
let role: Role | undefined;
let received: { text: string }[];
/** What Slack answers, one after the other; the last for ever. */
let answers: { status: number; headers?: Record<string, string> }[];
const alertId = randomUUID();

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  nats = await connect({ servers: process.env.NATS_URL });
  await ensureTopology(nats, { maxIngestBytes: 1024 ** 2 });
  await (await nats.jetstreamManager()).streams.purge("NOTIFY_V1");
  await prisma.$executeRaw`
    insert into alert (id, fingerprint, monitor, title, severity, metric, started_at, last_seen_at)
    values (${alertId}, ${alertId}, 'notify-test', 'Web SDK has sent nothing', 'critical', 'silenceSeconds', now(), now())`;
});
afterAll(async () => {
  await prisma.$executeRaw`delete from alert where id = ${alertId}`;
  await prisma.$disconnect();
  await nats.close();
});

beforeEach(async () => {
  received = [];
  slack = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => {
      body += piece;
    });
    request.on("end", () => {
      received.push(JSON.parse(body));
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 200 };
      response.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => slack.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await role?.stop();
  await new Promise((resolve) => slack.close(resolve));
});

async function start(withSlack = true): Promise<void> {
  const port = (slack.address() as { port: number }).port;
  const env = parseEnv({
    DATABASE_URL: process.env.DATABASE_URL,
    APP_SECRET: "a secret for tests, of more than 32 characters",
    SLACK_WEBHOOK_URL: withSlack ? `http://127.0.0.1:${port}/hook` : undefined,
    PUBLIC_URL: "https://ads.example",
  });
  const context: RoleContext = { prisma, nats, env, clock: systemClock, log: createLogger("test", "silent") };
  role = await startNotify(context);
}

async function line(type: string): Promise<string> {
  const [row] = await prisma.$queryRaw<{ id: bigint }[]>`
    insert into alert_event (alert_id, type, actor) values (${alertId}, ${type}, 'system') returning id`;
  return String(row?.id);
}

const hand = (alertEventId: string) =>
  nats.jetstream().publish(notifySubject(alertId), JSON.stringify({ alertId, alertEventId }));

async function worked(): Promise<void> {
  const manager = await nats.jetstreamManager();
  await vi.waitFor(async () => expect((await manager.streams.info("NOTIFY_V1")).state.messages).toBe(0), 20_000);
}

it("tells Slack each line that somebody has to hear, once, however often it is handed over", async () => {
  answers = [{ status: 200 }];
  const opened = await line("opened");
  await hand(opened);
  await hand(await line("commented"));
  await hand(opened);
  await start();
  await worked();
  await hand(opened);
  await worked();
  expect(received.map((message) => message.text)).toEqual(["Alert: Web SDK has sent nothing"]);
  expect(JSON.stringify(received)).toContain(`https://ads.example/alerts/${alertId}`);
});

it("tries again while Slack is busy, broken or wrongly addressed, and gives up a message that Slack will never take", async () => {
  answers = [{ status: 429, headers: { "retry-after": "1" } }, { status: 503 }, { status: 404 }, { status: 200 }];
  await hand(await line("resolved"));
  await start();
  await worked();
  expect(received).toHaveLength(4);
  answers = [{ status: 400 }];
  await hand(await line("reopened"));
  await worked();
  expect(received).toHaveLength(5);
});

it("lets the messages pass when there is no Slack", async () => {
  await hand(await line("opened"));
  await start(false);
  await worked();
  expect(received).toEqual([]);
});
