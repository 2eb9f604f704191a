import type { NatsConnection } from "nats";
import { afterAll, beforeAll, expect, it } from "vitest";
import { correlateSubject } from "@/lib/contracts/correlate";
import { listOutbox } from "@/lib/storage/outbox/list-outbox";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { openConnection } from "@/lib/stream/connection";
import { correlateStream, ensureTopology } from "@/lib/stream/topology";
import { drainOutbox } from "./drain-outbox";

let prisma: PrismaClient;
let nats: NatsConnection;
beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  nats = await openConnection("test of the outbox", process.env.NATS_URL);
  await ensureTopology(nats, { maxIngestBytes: 64 * 1024 ** 2 });
});
afterAll(async () => {
  await nats.close();
  await prisma.$disconnect();
});

const lastPublished = async () => (await (await nats.jetstreamManager()).streams.info(correlateStream)).state.last_seq;
const leave = (id: number, body: string) => prisma.$executeRaw`
  insert into outbox (id, subject, body) overriding system value values (${id}::bigint, ${correlateSubject(0)}, ${body})`;

it("publishes a message whose number an earlier one had, as after a restore of the database", async () => {
  await drainOutbox({ prisma, nats });
  const before = await lastPublished();
  for (const body of ['{"of":"before"}', '{"of":"after"}']) {
    await leave(-7, body);
    await drainOutbox({ prisma, nats });
  }
  expect(await lastPublished()).toBe(before + 2);
  expect(await prisma.outbox.count()).toBe(0);
});

it("publishes a message once, though several find it at the same time", async () => {
  const before = await lastPublished();
  await leave(-8, '{"of":"both"}');
  const [found] = await listOutbox(prisma, 1);
  await drainOutbox({ prisma, nats });
  // one that had read the outbox before the other deleted the row
  await prisma.$executeRaw`
    insert into outbox (id, subject, body, created_at) overriding system value
    values (${found?.id}, ${found?.subject}, ${found?.body}, ${found?.createdAt})`;
  await drainOutbox({ prisma, nats });
  expect(await lastPublished()).toBe(before + 1);
});
