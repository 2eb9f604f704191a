import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { correlateMessageSchema } from "@/lib/contracts/correlate";
import { markOf } from "@/lib/contracts/traffic";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { store } from "./store.fixture";
import { underLock } from "./under-lock";
import { writeMarks } from "./write-marks";

let prisma: PrismaClient;
beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
});
afterAll(async () => {
  await prisma.$executeRaw`delete from outbox`;
  await prisma.$disconnect();
});

it("tells the order of a conversion whether it is valid, whenever that changes", async () => {
  const [campaignId, userKey, eventId] = [`marks-${randomUUID()}`, randomUUID(), randomUUID()];
  const at = Date.UTC(2026, 6, 1);
  const place = { campaignId, userKey, eventId, at };
  const event = {
    ...place,
    kind: "conversion" as const,
    creativeId: null,
    site: null,
    addressKey: null,
    recordMarks: [],
  };
  await store(prisma, [event], { batchId: campaignId, sourceId: campaignId });
  await prisma.conversionOrder.create({
    data: { campaignId, orderId: "o", filtered: false, occurredAt: new Date(at), eventId, userKey, credited: true },
  });
  const mark = (marks: string[]) =>
    underLock(prisma, "test", ({ db, settings }) =>
      writeMarks(db, settings, "test", [{ ...place, kind: "conversion", marks }]),
    );
  const rows = () => prisma.conversionOrder.findMany({ where: { campaignId } });
  expect(await mark([markOf("user_on_many_addresses", 1)])).toBe(1);
  expect(await rows()).toMatchObject([{ filtered: true, credited: true, eventId }]);
  expect(await mark([])).toBe(1);
  expect(await rows()).toMatchObject([{ filtered: false, credited: true, eventId }]);
  const told = await prisma.outbox.findMany({ where: { body: { contains: campaignId } } });
  expect(told.map((message) => correlateMessageSchema.parse(JSON.parse(message.body)).pairs)).toEqual([
    [{ userKey, campaignId, from: at, to: at }],
    [{ userKey, campaignId, from: at, to: at }],
  ]);
});
