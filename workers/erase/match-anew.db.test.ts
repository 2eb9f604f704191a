import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { ErasureCursor } from "@/lib/contracts/erasure";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { BidWorld, plainMatches, type SentEvent } from "@/workers/correlate/bids/bid-world.fixture";
import { eraseOthers } from "./erase-events";

const minute = 60_000;
const day = 24 * 60 * minute;
let prisma: PrismaClient;
let world: BidWorld;

beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "", 3);
});
afterAll(() => prisma.$disconnect());
beforeEach(async () => {
  world = new BidWorld(prisma);
  await world.open();
  return async () => await world.close();
});

async function eraseBids(userKey: string): Promise<void> {
  let cursor: ErasureCursor | null = { step: "events", table: "bid_request", from: 0 };
  while (cursor?.step === "events") {
    const at: Extract<ErasureCursor, { step: "events" }> = cursor;
    const whose = { erasureId: randomUUID(), userKey, rows: 2 };
    cursor = (await prisma.$transaction((db) => eraseOthers(db, whose, at), { timeout: 60_000 })).next;
  }
}

async function compress(at: number): Promise<void> {
  await prisma.$executeRaw`
    select compress_chunk(format('%I.%I', chunk_schema, chunk_name)::regclass, true)
    from timescaledb_information.chunks
    where hypertable_name in ('impression', 'bid_request') and range_start <= ${new Date(at)}::timestamptz
      and range_end >= ${new Date(at)}::timestamptz`;
}

it.each([
  ["recent", 4],
  ["compressed", 260],
])(
  "leaves no impression of anybody that names an erased bid request: %s",
  async (_, days) => {
    const base = Math.floor(Date.now() / day) * day - days * day + 60 * minute;
    const [erased, other] = [`erased ${world.byUser}`, `other ${world.byUser}`];
    const event = (kind: SentEvent["kind"], at: number, user: string, auction: string | undefined): SentEvent => ({
      kind,
      id: `${kind} ${randomUUID()}`,
      at: base + at * minute,
      user,
      campaignId: world.campaigns[0]?.campaignId,
      auction: auction && `${auction} ${world.byUser}`,
      sourceId: kind === "bid" ? world.byAuction : world.byUser,
    });
    const bids = [
      event("bid", 0, other, "shared"),
      event("bid", 1, erased, "shared"),
      event("bid", 30, erased, "shared"),
      event("bid", 9, erased, "alone"),
      event("bid", 50, erased, "by user"),
    ];
    const impressions = [
      event("impression", 2, other, "shared"),
      event("impression", 40, other, "shared"),
      event("impression", 8, other, "alone"),
      // of one who comes back while being erased, behind the step that deleted impressions
      event("impression", 51, erased, undefined),
    ];
    for (const each of [...bids, ...impressions]) await world.correlate(await world.store([each]));
    const isByUser = (sourceId: string) => sourceId === world.byUser;
    const named = new Set(Object.values(await world.matches()));
    expect(named).toEqual(new Set(bids.slice(1).map((bid) => `${bid.id} ${bid.at}`)));
    if (days > 100) await compress(base);

    const [row] = await prisma.$queryRaw<{ key: string }[]>`
    select user_key::text as key from bid_request where event_id = ${bids[1]?.id}`;
    const before = await prisma.$queryRaw<{ id: bigint }[]>`select coalesce(max(id), 0) as id from touched_range`;
    await eraseBids(row?.key ?? "");
    const left = await prisma.$queryRaw<{ id: string }[]>`
    select event_id as id from bid_request where event_id = any(${bids.map(({ id }) => id)}::text[])`;
    expect(left).toEqual([{ id: bids[0]?.id }]);
    expect(await world.matches()).toEqual(plainMatches([...bids.slice(0, 1), ...impressions], isByUser));
    const touched = await prisma.$queryRaw<{ cause: string }[]>`
    select distinct cause from touched_range where kind = 'impression_bid' and id > ${before[0]?.id}`;
    expect(touched).toEqual([{ cause: "erasure" }]);
  },
  120_000,
);
