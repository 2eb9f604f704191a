import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { pruneOrders } from "./prune";

let prisma: PrismaClient;
beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
});
beforeEach(() => prisma.conversionOrder.deleteMany({ where: { occurredAt: { lt: before } } }));
afterAll(() => prisma.$disconnect());

const campaignId = `prune-${randomUUID()}`;
/** Older than anything that other tests store. */
const before = new Date("1990-01-10T00:00:00Z");
const day = (no: number) => new Date(before.getTime() + no * 86_400_000);

async function order(orderId: string, no: number, filtered = false): Promise<void> {
  await prisma.conversionOrder.create({
    data: { campaignId, orderId, filtered, occurredAt: day(no), eventId: `${no}`, userKey: randomUUID() },
  });
}

async function kept(orderId: string): Promise<string[]> {
  const rows = await prisma.conversionOrder.findMany({
    where: { campaignId, orderId },
    orderBy: { occurredAt: "asc" },
  });
  return rows.map((row) => row.eventId);
}

it("forgets orders that are older than events are kept, but who counts in place of a younger one", async () => {
  for (const no of [-3, -2, -1]) await order("over", no);
  for (const no of [-3, -2, 5, 6]) await order("going on", no);
  await order("invalid", -2, true);
  await order("invalid", 1);
  await order("only invalid", -2, true);
  await order("only invalid", 1, true);
  expect(await pruneOrders(prisma, before, 100)).toBe(5);
  expect(await kept("over")).toEqual([]);
  expect(await kept("going on")).toEqual(["-3", "5", "6"]);
  expect(await kept("invalid")).toEqual(["1"]);
  expect(await kept("only invalid")).toEqual(["-2", "1"]);
  expect(await pruneOrders(prisma, before, 100)).toBe(0);
});

it("forgets at most so many at once", async () => {
  for (const no of [-5, -4, -3, -2, -1]) await order("many", no);
  const counts = [await pruneOrders(prisma, before, 2), await pruneOrders(prisma, before, 2)];
  expect(counts).toEqual([2, 2]);
  expect(await kept("many")).toHaveLength(1);
});
