import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seeded, shuffled } from "@/lib/attribution/journey.fixture";
import type { CorrelateMessage } from "@/lib/contracts/correlate";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { BidWorld, plainMatches, type SentEvent } from "./bid-world.fixture";
import { findBids } from "./find-bids";
import { matchBids } from "./match-bids";

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
  ])(
    "is what the plain rule says, in whatever parts and order all arrives: %s",
    async (_, days, inTheEnd) => {
      const random = seeded(days);
      for (let round = 0; round < 2; round += 1) {
        const other = new BidWorld(prisma);
        await other.open();
        await world.close();
        world = other;
        const events = randomEvents(random, 32, ago(days));
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
    },
    240_000,
  );
});

describe("candidates", () => {
  it.each([3, 240])(
    "are enough to decide, looked through together or probed for one by one: %i days ago",
    async (days) => {
      const events = randomEvents(seeded(days + 1), 60, ago(days));
      for (const chunk of chunksOf(events, seeded(1))) await world.store(chunk);
      const impressions = events.filter((event) => event.kind === "impression");
      const keys = await prisma.$queryRaw<{ id: string; key: string }[]>`
      select event_id as id, user_key::text as key from impression
      where event_id = any(${impressions.map(({ id }) => id)}::text[])`;
      const userKeys = new Map(keys.map(({ id, key }) => [id, key]));
      const asked = impressions.map(({ id, at, auction = null, campaignId = "", sourceId }) => {
        return { at, auctionId: auction, campaignId, userKey: userKeys.get(id) ?? "", byUser: isByUser(sourceId) };
      });
      for (const bids of [0, 1000]) {
        const found = await findBids(prisma, asked, { impressions: 7, bids });
        const matches = impressions.map(({ id }, index) => {
          const bid = found[index];
          return [id, bid ? `${bid.eventId} ${bid.at}` : null];
        });
        expect(Object.fromEntries(matches)).toEqual(plainMatches(events, isByUser));
      }
    },
    120_000,
  );
});

describe("two correlators at the same time", () => {
  it("come to the same end as one, whoever stores what meanwhile", async () => {
    const random = seeded(11);
    const events = randomEvents(random, 40, ago(5));
    const running: Promise<void>[] = [];
    for (const chunk of chunksOf(events, random)) {
      const messages = await world.store(chunk);
      // the next chunk is stored while these are worked off
      running.push(...messages.map((message) => world.correlate([message])));
    }
    await Promise.all(running);
    expect(await world.matches()).toEqual(plainMatches(events, isByUser));
  }, 240_000);
});

describe("an auction id that everything shares", () => {
  it("is matched page by page, from what is next to each impression", async () => {
    const auction = `shared ${randomUUID()}`;
    const campaignId = world.campaigns[0]?.campaignId;
    const make = (kind: SentEvent["kind"], count: number, step: number): SentEvent[] =>
      Array.from({ length: count }, (_, no) => {
        const at = ago(6) + no * step + (kind === "bid" ? 1 : 0);
        return { kind, id: `${kind} ${no} ${auction}`, at, user: "u", campaignId, auction, sourceId: world.byAuction };
      });
    const [impressions, bids] = [make("impression", 120, 30_000), make("bid", 60, minute)];
    await world.store(impressions);
    const touchedBy = { sourceId: world.byAuction, cause: "late_data" as const };
    const [late = [], rest = []] = [bids.slice(20, 40), [...bids.slice(0, 20), ...bids.slice(40)]];
    for (const some of [late, rest]) {
      for (const { auctions } of await world.store(some))
        await matchBids(prisma, touchedBy, { auctions }, { touched: 2, each: 3, page: 7 });
    }
    expect(await world.matches()).toEqual(plainMatches([...impressions, ...bids], isByUser));
  }, 120_000);
});
