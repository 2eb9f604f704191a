import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listCounting } from "@/lib/storage/correlation/orders/list-counting";
import { listMiscounted } from "@/lib/storage/correlation/orders/list-miscounted";
import { updateCredited } from "@/lib/storage/correlation/orders/update-credited";
import { createPrisma, type Database, Prisma, type PrismaClient } from "@/lib/storage/prisma";

/** An order id that everybody sends, as a broken shop does. */
const shared = { campaignId: `shared-${randomUUID()}`, orderId: "undefined" };
const conversions = 100_000;
const start = Date.UTC(2026, 0, 1);

let prisma: PrismaClient;
beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await prisma.$executeRaw`
    insert into conversion_order (campaign_id, order_id, filtered, occurred_at, event_id, user_key, credited)
    select ${shared.campaignId}, ${shared.orderId}, no % 7 = 0, ${new Date(start)}::timestamptz + no * interval '1 second',
      'e' || no, gen_random_uuid(), no = 1
    from generate_series(1, ${conversions}::integer) as no`;
  await prisma.$executeRaw`analyze conversion_order`;
});
afterAll(async () => {
  await prisma.$executeRaw`delete from conversion_order where campaign_id = ${shared.campaignId}`;
  await prisma.$disconnect();
});

interface PlanNode {
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

function rowsOf(node: PlanNode): number {
  const own = (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
  return own + (node.Plans ?? []).reduce((sum, each) => sum + rowsOf(each), 0);
}

/** Runs a statement, takes back what it did, and gives how many rows all nodes of its plan looked at. */
async function rowsTouched(work: (db: Database) => Promise<unknown>): Promise<number> {
  let rows = 0;
  const explain = async (strings: TemplateStringsArray, ...values: unknown[]) => {
    const statement = Prisma.sql(strings, ...values);
    const taken = prisma.$transaction(async (db) => {
      const [first] = await db.$queryRaw<{ "QUERY PLAN": [{ Plan: PlanNode }] }[]>`
        explain (analyze, timing off, format json) ${statement}`;
      rows += rowsOf((first as NonNullable<typeof first>)["QUERY PLAN"][0].Plan);
      throw new Error("taken back");
    });
    await expect(taken).rejects.toThrow("taken back");
    return [];
  };
  await work({ $queryRaw: explain, $executeRaw: explain } as unknown as Database);
  return rows;
}

it("costs a few rows to work a conversion out, though 100,000 share its order", async () => {
  expect(await listCounting(prisma, [shared])).toMatchObject([{ eventId: "e1" }]);
  expect(await rowsTouched((db) => listCounting(db, [shared]))).toBeLessThan(20);
  expect(await listMiscounted(prisma, [shared])).toEqual([]);
  expect(await rowsTouched((db) => listMiscounted(db, [shared]))).toBeLessThan(20);
  const one = { ...shared, at: start + 50_000_000, eventId: "e50000", isCredited: true };
  expect(await rowsTouched((db) => updateCredited(db, [one]))).toBeGreaterThan(0);
  expect(await rowsTouched((db) => updateCredited(db, [one]))).toBeLessThan(20);
});

it("never leaves more than some messages at once, however many are credited wrongly", async () => {
  await prisma.$executeRaw`
    update conversion_order set credited = true
    where campaign_id = ${shared.campaignId} and event_id < 'e2' collate "C"`;
  expect(await listMiscounted(prisma, [shared])).toHaveLength(100);
  expect(await rowsTouched((db) => listMiscounted(db, [shared]))).toBeLessThan(1000);
});
