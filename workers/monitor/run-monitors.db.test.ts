import { randomUUID } from "node:crypto";
import { connect, type NatsConnection } from "nats";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLogger } from "@/lib/log";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { ensureTopology, notifyStream } from "@/lib/stream/topology";
import { publishLines } from "./publish-lines";
import { runMonitors } from "./run-monitors";

let prisma: PrismaClient;
let nats: NatsConnection;
const sourceId = `monitor-test-${randomUUID()}`;
const start = Date.parse("2026-11-23T12:00:00Z");
let now = start;
let chunkNo = 0;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  nats = await connect({ servers: process.env.NATS_URL });
  await ensureTopology(nats, { maxIngestBytes: 1024 ** 2 });
  await prisma.$executeRaw`
    insert into source (id, name, expected_every_seconds) values (${sourceId}, 'Monitored', 60)`;
});
afterAll(async () => {
  await prisma.$executeRaw`delete from chunk_ledger where source_id = ${sourceId}`;
  await prisma.$executeRaw`delete from alert where source_id = ${sourceId}`;
  await prisma.$executeRaw`delete from source where id = ${sourceId}`;
  await prisma.$disconnect();
  await nats.close();
});

async function receive(received: number, rejected: number): Promise<void> {
  chunkNo += 1;
  await prisma.$executeRaw`
    insert into chunk_ledger (batch_id, chunk_no, received_at, source_id, kind, received, stored, duplicate, rejected, filtered, stored_at)
    values (${sourceId}, ${chunkNo}, ${new Date(now)}, ${sourceId}, 'clicks', ${received}, ${received - rejected}, 0, ${rejected}, 0, ${new Date(now)})`;
}

async function look(): Promise<string[]> {
  await runMonitors({
    prisma,
    log: createLogger("test", "silent"),
    clock: { now: () => new Date(now) },
    env: { RETENTION_DAYS: 1830 },
  });
  const rows = await prisma.$queryRaw<{ monitor: string; state: string; severity: string }[]>`
    select monitor, state, severity from alert where source_id = ${sourceId} and state <> 'resolved' order by 1`;
  return rows.map((row) => `${row.monitor} ${row.severity}`);
}

it("follows a source through silence, return and a broken file, and hands every line on once", async () => {
  expect(await look()).toEqual([]);
  await receive(1000, 10);
  expect(await look()).toEqual([]);
  now += 100_000;
  expect(await look()).toEqual(["freshness warning"]);
  now += 100_000;
  expect(await look()).toEqual(["freshness critical"]);
  await receive(1000, 600);
  expect(await look()).toEqual(["reject-rate critical"]);
  const [alert] = await prisma.$queryRaw<{ observed: number; expected: number; evidence: object }[]>`
    select observed, expected, evidence from alert where source_id = ${sourceId} and monitor = 'reject-rate'`;
  expect(alert).toMatchObject({ observed: 0.305, expected: 0.05, evidence: { received: 2000, rejected: 610 } });

  now += 16 * 60_000;
  await receive(100, 0);
  expect(await look()).toEqual([]);

  await publishLines({ prisma, nats });
  await publishLines({ prisma, nats });
  const lines = await prisma.$queryRaw<{ alertId: string; id: bigint; type: string; published: boolean }[]>`
    select alert_id as "alertId", line.id, type, published_at is not null as published
    from alert_event line join alert on alert.id = alert_id where source_id = ${sourceId} order by line.id`;
  expect(lines.map((line) => line.type)).toEqual(["opened", "repeated", "resolved", "opened", "resolved"]);
  expect(lines.every((line) => line.published)).toBe(true);
  expect(await messagesOf(lines.map((line) => line.alertId))).toEqual(
    lines.map((line) => ({ alertId: line.alertId, alertEventId: String(line.id) })),
  );
});

async function messagesOf(alertIds: string[]): Promise<unknown[]> {
  const manager = await nats.jetstreamManager();
  const { state } = await manager.streams.info(notifyStream);
  const messages: { alertId: string }[] = [];
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    const message = await manager.streams.getMessage(notifyStream, { seq }).catch(() => undefined);
    if (message) messages.push(message.json<{ alertId: string }>());
  }
  return messages.filter((message) => alertIds.includes(message.alertId));
}
