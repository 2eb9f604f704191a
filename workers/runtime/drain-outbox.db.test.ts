import type { NatsConnection } from "nats";
import { afterAll, beforeAll, expect, it } from "vitest";
import { correlateSubject } from "@/lib/contracts/correlate";
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

it("publishes a message whose number an earlier one had, as after a restore of the database", async () => {
  const manager = await nats.jetstreamManager();
  const last = async () => (await manager.streams.info(correlateStream)).state.last_seq;
  const leave = (body: string) => prisma.$executeRaw`
    insert into outbox (id, subject, body) overriding system value values (-7, ${correlateSubject(0)}, ${body})`;
  await drainOutbox({ prisma, nats });
  const before = await last();
  for (const body of ['{"of":"before"}', '{"of":"after"}']) {
    await leave(body);
    await drainOutbox({ prisma, nats });
  }
  expect(await last()).toBe(before + 2);
  expect(await prisma.outbox.count()).toBe(0);
});
