import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { jsonChunk, seedCampaign, throughStages } from "../chunk.fixture";
import { writeChunk } from "./write-chunk";

let prisma: PrismaClient;
let seeded: Awaited<ReturnType<typeof seedCampaign>>;
beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  seeded = await seedCampaign(prisma);
});
afterAll(() => prisma.$disconnect());

const at = Date.now() - 3_600_000;
const sale = (event_id: string, user_id: string, more: object = {}) => ({
  timestamp: new Date(at).toISOString(),
  event_id,
  user_id,
  campaign_id: seeded.campaignId,
  conversion_type: "purchase",
  ...more,
});

async function send(records: readonly object[]): Promise<void> {
  await writeChunk(prisma, throughStages(jsonChunk(records, { kind: "conversions" }), seeded.catalogue));
}

it("notes the order of a conversion in its journey, and the conversion with its order, once", async () => {
  const [first, second, none, bot] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()].toSorted();
  const records = [
    sale(String(first), "ann", { order_id: "o-1" }),
    sale(String(second), "bob", { order_id: "o-1" }),
    sale(String(none), "bob"),
    sale(String(bot), "bot", { order_id: "o-2", user_agent: "Googlebot/2.1" }),
  ];
  await send(records);
  await send(records.slice(0, 2));
  const orders = await prisma.$queryRaw<object[]>`
    select o.order_id as "orderId", o.event_id as "eventId", o.filtered, o.credited, o.occurred_at as at,
      j.order_id as "inJourney", j.filtered as "isFiltered"
    from conversion_order o join journey_event j using (user_key, campaign_id, occurred_at, event_id)
    where o.campaign_id = ${seeded.campaignId} order by o.event_id`;
  const common = { credited: false, at: new Date(at) };
  expect(orders).toEqual([
    { ...common, orderId: "o-1", inJourney: "o-1", eventId: first, filtered: false, isFiltered: false },
    { ...common, orderId: "o-1", inJourney: "o-1", eventId: second, filtered: false, isFiltered: false },
    { ...common, orderId: "o-2", inJourney: "o-2", eventId: bot, filtered: true, isFiltered: true },
  ]);
  const bare = await prisma.journeyEvent.findMany({ where: { eventId: String(none) } });
  expect(bare).toMatchObject([{ orderId: null }]);
});
