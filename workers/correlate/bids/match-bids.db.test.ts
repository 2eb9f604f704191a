import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seeded, shuffled } from "@/lib/attribution/journey.fixture";
import type { CorrelateMessage } from "@/lib/contracts/correlate";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { BidWorld, plainMatches, type SentEvent } from "./bid-world.fixture";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
let prisma: PrismaClient;
let world: BidWorld;

beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "", 6);
});
afterAll(() => prisma.$disconnect());
beforeEach(async () => {
  world = new BidWorld(prisma);
  await world.open();
  return async () => await world.close();
});

const isByUser = (sourceId: string) => sourceId === world.byUser;
const ago = (days: number) => Math.floor(Date.now() / day) * day - days * day;

/** Few auctions, users and times, so that ties and borders are common. */
function randomEvents(random: () => number, count: number, base: number): SentEvent[] {
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)] as Value;
  const auctions = [randomUUID(), randomUUID(), randomUUID()];
  const [one, two] = world.campaigns.map((each) => each.campaignId);
  const offsets = [0, 1, minute, 5 * minute - 1, 5 * minute, 5 * minute + 1, 10 * minute, hour, day - 1, day, day + 1];
  return Array.from({ length: count }, (_, index) => {
    const kind = pick(["bid", "impression"] as const);
    return {
      kind,
      id: `${pick(["a", "Z", "é", "𝒳", "\uffee"])}${index}-${auctions[0]}`,
      at: base + pick(offsets) + pick([0, 0, 0, 5 * minute]),
      user: pick(["u1", "u2"]) + auctions[0],
      campaignId: kind === "bid" ? pick([one, two, undefined]) : pick([one, two]),
      auction: kind === "bid" ? pick(auctions) : pick([...auctions, undefined, `other ${auctions[0]}`]),
      sourceId: kind === "bid" ? world.byAuction : pick([world.byAuction, world.byUser]),
    };
  });
}

/** In random order, cut into chunks of one kind and source. */
function chunksOf(events: readonly SentEvent[], random: () => number): SentEvent[][] {
  const arrivals = shuffled([...events], random);
  const chunks: SentEvent[][] = [];
  let size = 0;
  for (const event of arrivals) {
    const last = chunks.at(-1);
    const first = last?.[0];
    if (last && last.length < size && first?.kind === event.kind && first.sourceId === event.sourceId) last.push(event);
    else {
      chunks.push([event]);
      size = 1 + Math.floor(random() * 6);
    }
  }
  return chunks;
}

async function compressAll(base: number): Promise<void> {
  await prisma.$executeRaw`
    select compress_chunk(format('%I.%I', chunk_schema, chunk_name)::regclass, true)
    from timescaledb_information.chunks
    where hypertable_name in ('impression', 'bid_request') and not is_compressed
      and range_start <= ${new Date(base + 2 * day)}::timestamptz and range_end >= ${new Date(base)}::timestamptz`;
}

describe("which bid request an impression came from", () => {
  it.each([
    ["recent, correlated chunk by chunk", 3, false],
    ["recent, correlated in the end", 4, true],
    ["long ago, in chunks that are compressed meanwhile", 200, false],
    ["long ago, compressed, correlated in the end", 230, true],
  ])("is what the plain rule says, in whatever parts and order all arrives: %s", async (_, days, inTheEnd) => {
    const random = seeded(days);
    for (let round = 0; round < 3; round += 1) {
      const other = new BidWorld(prisma);
      await other.open();
      await world.close();
      world = other;
      const events = randomEvents(random, 40, ago(days));
      const kept: CorrelateMessage[] = [];
      for (const [index, chunk] of chunksOf(events, random).entries()) {
        const messages = await world.store(chunk);
        if (inTheEnd) kept.push(...messages);
        else await world.correlate(messages);
        if (days > 100 && index % 8 === 4) await compressAll(ago(days));
      }
      await world.correlate(shuffled(kept, random));
      expect(await world.matches()).toEqual(plainMatches(events, isByUser));
    }
  });
});
