import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createLogger, type Logger } from "@/lib/log";
import { insertBidMatchJob, nextBidMatchJob } from "@/lib/storage/correlation/bids/bid-match-jobs";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { Resting } from "@/workers/runtime/resting";
import { BidWorld, plainMatches, type SentEvent } from "./bid-world.fixture";
import { workBidMatchJobs } from "./work-bid-match-jobs";

const minute = 60_000;
const day = 24 * 60 * minute;
const base = Math.floor(Date.now() / day) * day - 8 * day;
let prisma: PrismaClient;
let world: BidWorld;
let context: { prisma: PrismaClient; log: Logger };

beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "", 4);
  context = { prisma, log: createLogger("test", "silent") };
});
afterAll(() => prisma.$disconnect());
beforeEach(async () => {
  world = new BidWorld(prisma);
  await world.open();
  await prisma.$executeRaw`delete from bid_match_job`;
  return async () => await world.close();
});

const nextJob = () => nextBidMatchJob(prisma, []);

const event = (kind: SentEvent["kind"], at: number, change: Partial<SentEvent> = {}): SentEvent => ({
  kind,
  id: `${kind} ${randomUUID()}`,
  at: base + at,
  user: `u ${world.byAuction}`,
  campaignId: world.campaigns[0]?.campaignId,
  auction: `a ${world.byAuction}`,
  sourceId: world.byAuction,
  ...change,
});

const touchedSince = (id: bigint) =>
  prisma.$queryRaw<{ id: bigint; kind: string; cause: string; from: Date; to: Date }[]>`
    select id, kind, cause, from_at as "from", to_at as "to" from touched_range
    where source_id in (${world.byAuction}, ${world.byUser}) and id > ${id} order by id`;
/** What the action does that changes a source. */
async function setBidMatch(bidMatch: "auction" | "user_time"): Promise<void> {
  await prisma.$transaction(async (db) => {
    await db.$executeRaw`update source set bid_match = ${bidMatch} where id = ${world.byAuction}`;
    await insertBidMatchJob(db, world.byAuction, "ana");
  });
}

const lastTouched = async () => (await touchedSince(0n)).at(-1)?.id ?? 0n;

it("leaves nothing to do for an impression that comes after its bid request", async () => {
  const [bid, impression] = [event("bid", 0), event("impression", 1)];
  expect(await world.store([bid])).toEqual([]);
  const messages = await world.store([impression]);
  expect(messages.filter(({ auctions, bidders }) => auctions || bidders)).toEqual([]);
  expect(await world.matches()).toEqual({ [impression.id]: `${bid.id} ${bid.at}` });
});

it("tells no users where no source is matched by user and time", async () => {
  await prisma.$executeRaw`update source set bid_match = 'auction'`;
  await world.store([event("impression", 1)]);
  expect(await world.store([event("bid", 0)])).toMatchObject([{ auctions: [{}] }]);
});

it("tells role rollup which impressions changed and why, and nothing when nothing did", async () => {
  const impressions = [event("impression", 0), event("impression", 2 * minute), event("impression", 60 * minute)];
  await world.store(impressions);
  const bid = event("bid", minute);
  const messages = await world.store([bid]);
  const touched = { from: bid.at, to: bid.at };
  expect(messages.flatMap(({ auctions }) => auctions ?? [])).toEqual([{ auctionId: bid.auction, ...touched }]);
  expect(messages.flatMap(({ bidders }) => bidders ?? [])).toMatchObject([touched]);
  const before = await lastTouched();
  await world.correlate(messages.map((message) => ({ ...message, cause: "replay" as const })));
  expect(await touchedSince(before)).toMatchObject([
    { kind: "impression_bid", cause: "replay", from: new Date(base), to: new Date(base + 60 * minute) },
  ]);
  expect(await world.matches()).toEqual(plainMatches([...impressions, bid], () => false));
  const after = await lastTouched();
  await world.correlate(messages);
  expect(await touchedSince(after)).toEqual([]);
});

it("matches what is stored again when the setting of a source changes, on and off, from where it was stopped", async () => {
  const events = [
    ...[1, 2, 3, 4, 5].map((no) => event("impression", no * 2 * minute, { auction: undefined })),
    event("impression", 11 * minute, { auction: undefined, campaignId: world.campaigns[1]?.campaignId }),
    event("impression", 9 * day, { auction: undefined }),
    event("impression", minute),
    ...[0, 3, 10].map((no) => event("bid", no * minute, { auction: `b ${no} ${world.byUser}` })),
    event("bid", 9 * day - minute, { auction: `b ${world.byUser}`, campaignId: undefined }),
  ];
  for (const each of events) await world.correlate(await world.store([each]));
  const plain = (isOn: boolean) => plainMatches(events, () => isOn);
  expect(plain(true)).not.toEqual(plain(false));
  expect(await world.matches()).toEqual(plain(false));
  for (const bidMatch of ["user_time", "auction"] as const) {
    const before = await lastTouched();
    await setBidMatch(bidMatch);
    expect(await nextJob()).toMatchObject({ sourceId: world.byAuction, cursor: null });
    // stopped after one slice of two, and gone on by another worker
    const stopping = new AbortController();
    const running = workBidMatchJobs(context, stopping.signal, undefined, { impressions: 2, restMs: 200 });
    await expect.poll(async () => (await nextJob())?.cursor ?? null).not.toBeNull();
    stopping.abort();
    await running;
    await workBidMatchJobs(context, new AbortController().signal, undefined, { impressions: 2, restMs: 0 });
    expect(await nextJob()).toBeUndefined();
    expect(await world.matches()).toEqual(plain(bidMatch === "user_time"));
    const touched = await touchedSince(before);
    expect(new Set(touched.map(({ kind, cause }) => `${kind} ${cause}`))).toEqual(
      new Set(["impression_bid catalogue"]),
    );
  }
}, 180_000);

it("begins a job anew when the setting changes once more", async () => {
  const impressions = [1, 2, 3].map((no) => event("impression", no * minute, { auction: undefined }));
  const bid = event("bid", 0, { auction: `b ${world.byUser}` });
  for (const each of [bid, ...impressions]) await world.correlate(await world.store([each]));
  await setBidMatch("user_time");
  const stale = await nextJob();
  await setBidMatch("auction");
  const fresh = await nextJob();
  expect(fresh?.token).not.toBe(stale?.token);
  await workBidMatchJobs(context, new AbortController().signal);
  expect(await world.matches()).toEqual(plainMatches([bid, ...impressions], () => false));
});

it("goes on with the next source while one cannot be worked off", async () => {
  const [bid, impression] = [
    event("bid", 0, { auction: `b ${world.byUser}` }),
    event("impression", minute, { auction: undefined }),
  ];
  for (const each of [bid, impression]) await world.correlate(await world.store([each]));
  await insertBidMatchJob(prisma, "a-stuck-source", "ana");
  await prisma.$executeRaw`
    create function refuse_stuck() returns trigger language plpgsql as $$ begin raise 'stuck'; end $$`;
  await prisma.$executeRaw`
    create trigger stuck before update or delete on bid_match_job for each row
    when (old.source_id = 'a-stuck-source') execute function refuse_stuck()`;
  try {
    await setBidMatch("user_time");
    const resting = new Resting<string>();
    await workBidMatchJobs(context, new AbortController().signal, resting);
    expect(resting.list()).toEqual(["a-stuck-source"]);
    expect(await world.matches()).toEqual(plainMatches([bid, impression], () => true));
    expect(await nextJob()).toMatchObject({ sourceId: "a-stuck-source" });
  } finally {
    await prisma.$executeRaw`drop trigger stuck on bid_match_job`;
    await prisma.$executeRaw`drop function refuse_stuck`;
  }
});
