import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NatsConnection } from "nats";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { seal } from "@/lib/auth/seal";
import { userKeyOf } from "@/lib/config/user-key";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { correlateMessageSchema, partitionOf } from "@/lib/contracts/correlate";
import { erasedMessage, erasureSealContext } from "@/lib/contracts/erasure";
import { encodeFrames } from "@/lib/contracts/frames";
import { createLogger } from "@/lib/log";
import { getErasure } from "@/lib/read-models/erasures/list-erasures";
import { everySource } from "@/lib/scope";
import { nextErasure } from "@/lib/storage/erase/open-erasures";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { openConnection } from "@/lib/stream/connection";
import { ensureTopology } from "@/lib/stream/topology";
import { correlatePairs } from "@/workers/correlate/correlate-pairs";
import { decodedThroughStages, jsonChunk, seedCampaign, throughStages } from "@/workers/ingest/chunk.fixture";
import { readChunkText } from "@/workers/ingest/decode/chunk-text";
import { decodeChunk } from "@/workers/ingest/decode/decode-chunk";
import { writeChunk } from "@/workers/ingest/write/write-chunk";
import { type EmbeddedDatabase, startEmbedded } from "../../scripts/embedded/start-embedded";
import { migrate } from "../../scripts/migrate/migrate";
import { freePort } from "../../scripts/test/start-nats";
import { compress, escaped, killedAt, refreshAll, rejectsOf } from "./erasure.fixture";
import { findEverywhere } from "./everywhere.fixture";
import { runErasure } from "./run-erasure";

const secret = "a secret of the tests";
const log = createLogger("test", "silent");
const limits = { events: 3, rejects: 2, restMs: 0, waitMs: 20 };
const day = 86_400_000;
const dayStart = Math.floor(Date.now() / day) * day;

/** A database of its own: an erasure looks through all that is in it. */
let dataDir: string;
let database: EmbeddedDatabase;
let prisma: PrismaClient;
let nats: NatsConnection;
let seeded: Awaited<ReturnType<typeof seedCampaign>>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "advertisex-erasure-"));
  database = await startEmbedded({ dataDir, port: await freePort() });
  await migrate(database.url);
  prisma = createPrisma(database.url, 3);
  nats = await openConnection("test of role erase", process.env.NATS_URL);
  await ensureTopology(nats, { maxIngestBytes: 64 * 1024 ** 2 });
  seeded = await seedCampaign(prisma);
}, 120_000);
beforeEach(async () => {
  const manager = await nats.jetstreamManager();
  for (const stream of ["INGEST_V1", "TRAFFIC_V1", "CORRELATE_V1"]) await manager.streams.purge(stream);
});
afterAll(async () => {
  await nats.close();
  await prisma.$disconnect();
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

const iso = (at: number) => new Date(at).toISOString();
const header = (kind: ChunkHeader["kind"], at: number) => ({
  kind,
  sourceId: "erase-source",
  receivedAt: iso(at + 60_000),
});

async function sendJson(kind: ChunkHeader["kind"], at: number, records: readonly unknown[]): Promise<string> {
  const chunk = throughStages(jsonChunk(records, header(kind, at)), seeded.catalogue);
  await writeChunk(prisma, chunk);
  return chunk.header.batchId;
}

async function sendCsv(at: number, rows: readonly string[]): Promise<string> {
  const chunk = jsonChunk(rows, { ...header("clicks", at), format: "csv", delimiter: ";" });
  const bytes = encodeFrames(["time;user_id;campaign_id", ...rows].map((row) => new TextEncoder().encode(row)));
  const decoded = await decodeChunk(chunk.header, bytes);
  const staged = decodedThroughStages(chunk.header, decoded, seeded.catalogue);
  await writeChunk(prisma, { ...staged, text: readChunkText(chunk.header, bytes) });
  return chunk.header.batchId;
}

/** What two users did around a moment: an ad seen twice, clicked, something bought, and an auction. */
async function live(at: number, users: readonly string[]): Promise<string[]> {
  const common = (user_id: string, offset: number) => ({
    timestamp: iso(at + offset),
    user_id,
    event_id: randomUUID(),
  });
  const { campaignId: campaign_id, creativeId: ad_id } = seeded;
  const of = (make: (user: string) => object) => users.map(make);
  return [
    await sendJson("impressions", at, [
      ...of((user) => ({ ...common(user, 0), ad_id, site: "a.example" })),
      ...of((user) => ({ ...common(user, 900_000), ad_id, site: "b.example" })),
    ]),
    await sendJson(
      "clicks",
      at,
      of((user) => ({ ...common(user, 1_000_000), campaign_id })),
    ),
    await sendJson(
      "conversions",
      at,
      of((user) => ({
        ...common(user, 2_000_000),
        campaign_id,
        conversion_type: "purchase",
        // the same for all: one of them counts
        order_id: `order ${at}`,
      })),
    ),
    await sendJson(
      "bid-requests",
      at,
      of((user) => ({ ...common(user, 0), campaign_id, auction_id: randomUUID(), targeting: { user } })),
    ),
  ];
}

async function correlate(users: readonly string[], from: number, to: number): Promise<void> {
  for (const user of users) {
    const userKey = userKeyOf(secret, user);
    const pairs = [{ userKey, campaignId: seeded.campaignId, from, to }];
    expect(partitionOf(userKey)).toBeLessThan(16);
    await correlatePairs(prisma, { sourceId: "erase-source", watermarks: {}, pairs });
  }
  // who shares an order with one who came later was told to look again, and nothing is to be seen: all have looked
  await prisma.$executeRaw`delete from outbox`;
}

/** As the action does, which a worker may not import. */
async function ask(userId: string): Promise<string> {
  const id = randomUUID();
  const sealed = seal(userId, erasureSealContext(id));
  await prisma.$executeRaw`
    insert into erasure (id, user_key, sealed, requested_by)
    values (${id}, ${userKeyOf(secret, userId)}::uuid, ${sealed}::bytea, 'a tester')`;
  return id;
}

async function open(erasureId: string) {
  const found = await nextErasure(prisma, []);
  expect(found?.id).toBe(erasureId);
  return found as NonNullable<typeof found>;
}

async function runKilledEverywhere(erasureId: string): Promise<number> {
  for (let kills = 0; ; kills += 1) {
    const erasure = await nextErasure(prisma, []);
    if (erasure?.id !== erasureId) return kills;
    const client = killedAt(prisma, 2, kills % 2 === 0 ? "before" : "after");
    await runErasure({ prisma: client, nats, log }, erasure, new AbortController().signal, limits).catch((error) => {
      if (!(error instanceof Error) || error.message !== "killed") throw error;
    });
  }
}

it("leaves nothing of a user anywhere, though it is killed at each of its transactions", async () => {
  const [user, other] = [`person-${randomUUID()}`, `other-${randomUUID()}`];
  const [old, recent] = [dayStart - 200 * day, dayStart - 2 * day];
  const batches = [...(await live(old, [user, other])), ...(await live(recent, [user, other]))];
  await correlate([user, other], old, recent + day);
  const broken = (id: string) => ({ timestamp: "never", user_id: id, campaign_id: seeded.campaignId });
  const rejects = [
    await sendJson("clicks", recent, [
      broken(user),
      broken(other),
      `{"user_id":"${escaped(user)}","timestamp":"never"}`,
      `{"user_id":"${user}", cut of`,
      { ...broken(other), link: `https://x.example/?uid=${user}&y` },
    ]),
    await sendCsv(recent, [`never;"${user}";c`, `never;${other};c`, `never;"${user};c`]),
    await sendCsv(old, [`never;${user};c`, `never;${other};c`]),
  ];
  for (const table of ["impression", "click", "conversion", "bid_request", "conversion_credit", "rejected_record"])
    await compress(prisma, table);
  await refreshAll(prisma, old - day, dayStart + 2 * day);
  const key = userKeyOf(secret, user);
  expect(await findEverywhere({ prisma, nats }, [user, key])).toEqual(
    expect.arrayContaining(["rejected_record", "impression", "bid_request", "journey_event", "impression_by_user_1d"]),
  );

  const erasureId = await ask(user);
  expect(await runKilledEverywhere(erasureId)).toBeGreaterThan(15);
  expect(await findEverywhere({ prisma, nats }, [user])).toEqual([]);
  // the record that it was done names the key
  expect(await findEverywhere({ prisma, nats }, [key])).toEqual(["erasure"]);
  expect(await findEverywhere({ prisma, nats }, [other])).toEqual(["bid_request", "rejected_record"]);

  const done = await getErasure(everySource, erasureId, prisma);
  expect(done).toMatchObject({ state: "done", waitsFor: null, userKey: key, requestedBy: "a tester" });
  expect(done.counts).toMatchObject({
    impression: 4,
    click: 2,
    conversion: 2,
    bid_request: 2,
    journey_event: 8,
    event_key: 10,
    conversion_credit: 10,
    conversion_order: 2,
  });
  const [kept] = await prisma.$queryRaw<object[]>`
    select count(*)::integer as credits, (select count(*)::integer from touched_range where from_at <= ${iso(old)}::timestamptz
      and to_at >= ${iso(old)}::timestamptz and kind in ('impression', 'bid_request')) >= 4 as "isTouched"
    from conversion_credit where campaign_id = ${seeded.campaignId}`;
  expect(kept).toEqual({ credits: 10, isTouched: true });
  await expectBooked(batches);
  await expectRejects(rejects, other);
  await expectOrdersOf(other);
});

/** Once the messages that an erasure left are worked off, who is still there counts of each order. */
async function expectOrdersOf(user: string): Promise<void> {
  expect(await prisma.outbox.count()).toBe(0);
  const manager = await nats.jetstreamManager();
  const { state } = await manager.streams.info("CORRELATE_V1");
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    const message = correlateMessageSchema.parse((await manager.streams.getMessage("CORRELATE_V1", { seq })).json());
    expect(message).toMatchObject({ sourceId: "erase-source", cause: "erasure" });
    await correlatePairs(prisma, message);
  }
  const orders = await prisma.$queryRaw<object[]>`
    select o.user_key as "userKey", o.credited, (
      select min(touch_kind) from conversion_credit c
      where c.campaign_id = o.campaign_id and c.occurred_at = o.occurred_at and c.conversion_id = o.event_id
    ) as "touchKind"
    from conversion_order o where o.campaign_id = ${seeded.campaignId}`;
  const counts = { userKey: userKeyOf(secret, user), credited: true, touchKind: "click" };
  expect(orders).toEqual([counts, counts]);
}

it("forgets orders of conversions that are kept no more", async () => {
  const user = `buyer-${randomUUID()}`;
  const userKey = userKeyOf(secret, user);
  await prisma.$executeRaw`
    insert into conversion_order (campaign_id, order_id, filtered, occurred_at, event_id, user_key)
    select ${seeded.campaignId}, 'old ' || no, false, now() - interval '9 years', 'e', ${userKey}::uuid
    from generate_series(1, 5) as no`;
  const erasureId = await ask(user);
  await runErasure({ prisma, nats, log }, await open(erasureId), new AbortController().signal, limits);
  expect((await getErasure(everySource, erasureId, prisma)).counts).toEqual({ conversion_order: 5 });
  expect(await prisma.conversionOrder.count({ where: { userKey } })).toBe(0);
});

async function expectBooked(batches: readonly string[]): Promise<void> {
  const rows = await prisma.$queryRaw<{ kind: string; stored: number; erased: number }[]>`
    select min(kind) as kind, sum(stored)::integer as stored, sum(erased)::integer as erased
    from ledger_entry where batch_id = any(${[...batches]}::text[]) group by batch_id`;
  expect(rows.toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual(
    ["bid-requests", "clicks", "conversions", "impressions"].flatMap((kind) => {
      const stored = kind === "impressions" ? 4 : 2;
      return [0, 1].map(() => ({ kind, stored, erased: stored / 2 }));
    }),
  );
}

async function expectRejects([json = "", csv = "", old = ""]: readonly string[], other: string): Promise<void> {
  const emptied = async (batchId: string) =>
    (await rejectsOf(prisma, batchId)).map(({ raw, message }) => {
      expect(raw.byteLength === 0).toBe(message === erasedMessage);
      if (raw.byteLength > 0) expect(Buffer.from(raw).toString()).toContain(other);
      return raw.byteLength === 0;
    });
  expect(await emptied(json)).toEqual([true, false, true, true, true]);
  expect(await emptied(csv)).toEqual([true, false, true]);
  expect(await emptied(old)).toEqual([true, false]);
  expect((await rejectsOf(prisma, old)).map((row) => row.reason)).toEqual(["wrong_type", "wrong_type"]);
}

it("is done again without harm, when there is nothing left", async () => {
  const user = `nobody-${randomUUID()}`;
  for (const erasureId of [await ask(user), await ask(user)]) {
    await runErasure({ prisma, nats, log }, await open(erasureId), new AbortController().signal, limits);
    expect(await getErasure(everySource, erasureId, prisma)).toMatchObject({ state: "done", counts: {} });
  }
});

it("waits until the queues are past what stood in them, and says so", async () => {
  const { seq } = await nats.jetstream().publish("ingest.v1.clicks.s.b", "older");
  const erasureId = await ask("somebody");
  const stopping = new AbortController();
  const running = runErasure({ prisma, nats, log }, await open(erasureId), stopping.signal, limits);
  await expect
    .poll(async () => (await getErasure(everySource, erasureId, prisma)).waitsFor)
    .toBe("the messages that stood in stream INGEST_V1 when it was asked for: they are worked off first");
  await nats.jetstream().publish("ingest.v1.clicks.s.b", "newer");
  await (await nats.jetstreamManager()).streams.deleteMessage("INGEST_V1", seq);
  await running;
  expect((await getErasure(everySource, erasureId, prisma)).state).toBe("done");
});
