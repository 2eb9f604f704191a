import { randomInt, randomUUID } from "node:crypto";
import type { NatsConnection } from "nats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/clock";
import { parseEnv } from "@/lib/config/env";
import { type ChunkHeader, chunkHeaderName } from "@/lib/contracts/chunk";
import { trafficMessageSchema } from "@/lib/contracts/traffic-message";
import { createLogger } from "@/lib/log";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { openConnection } from "@/lib/stream/connection";
import { correlateStream, ensureTopology, trafficStream } from "@/lib/stream/topology";
import type { RoleContext } from "@/workers/runtime/role";
import { figuresOf, jsonChunk, seedCampaign, throughStages } from "./chunk.fixture";
import { createChunkHandler } from "./consumer";
import { avroBlock, avroHeader, avroLong } from "./decode/avro.fixture";
import { DecodePool } from "./decode-pool/decode-pool";
import { createStageTools } from "./take-through";
import { writeChunk } from "./write/write-chunk";

const databaseUrl = process.env.DATABASE_URL ?? "";
const pool = new DecodePool({ threads: 1 });
const at = new Date(Date.now() - 3_600_000).toISOString();
let prisma: PrismaClient;
let nats: NatsConnection;
let context: RoleContext;
let seeded: Awaited<ReturnType<typeof seedCampaign>>;

beforeAll(async () => {
  prisma = createPrisma(databaseUrl, 4);
  nats = await openConnection("test of the ingest consumer", process.env.NATS_URL);
  await ensureTopology(nats, { maxIngestBytes: 64 * 1024 ** 2 });
  const env = parseEnv({ DATABASE_URL: databaseUrl, APP_SECRET: "x".repeat(40) });
  context = { prisma, nats, log: createLogger("test", "silent"), clock: systemClock, env };
  seeded = await seedCampaign(prisma);
});
afterAll(async () => {
  await pool.stop();
  await nats.close();
  await prisma.$disconnect();
});

const handle = (chunk: { header: ChunkHeader; bytes: Uint8Array }, deliveryCount = 1, by: RoleContext = context) =>
  createChunkHandler(
    by,
    pool.decode,
  )({
    data: chunk.bytes,
    deliveryCount,

    header: (name) => (name === chunkHeaderName ? JSON.stringify(chunk.header) : undefined),
  });

async function newSource(change: { unknownReferences?: string; mapping?: unknown } = {}): Promise<string> {
  const id = `source-${randomUUID()}`;
  await prisma.$executeRaw`
    insert into source (id, name, unknown_references, mapping)
    values (${id}, 'S', ${change.unknownReferences ?? "reject"}, ${JSON.stringify(change.mapping ?? {})}::jsonb)`;
  return id;
}

const impression = (change: object = {}) => ({
  timestamp: at,
  user_id: randomUUID(),
  ad_id: seeded.creativeId,
  website: "x.com",
  ...change,
});
const rejectsOf = (batchId: string) =>
  prisma.$queryRaw<{ reason: string; field: string; message: string; raw: Uint8Array }[]>`
    select reason, field, message, raw from rejected_record where batch_id = ${batchId} order by record_no`;
const lastOf = async (stream: string) => (await (await nats.jetstreamManager()).streams.info(stream)).state.last_seq;
const correlateMessages = () => lastOf(correlateStream);
const trafficMessages = () => lastOf(trafficStream);

describe("the handler of chunks", () => {
  it("stores a chunk, has its pairs looked at, and acknowledges it", async () => {
    const chunk = jsonChunk([impression(), impression({ website: "" }), "{"], { sourceId: await newSource() });
    const before = await correlateMessages();
    const trafficBefore = await trafficMessages();
    expect(await handle(chunk)).toEqual({ type: "ack" });
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ received: 3, stored: 1, rejected: 2 });
    expect(await rejectsOf(chunk.header.batchId)).toMatchObject([
      { reason: "missing_field", field: "site" },
      { reason: "malformed_record", field: null },
    ]);
    expect(await correlateMessages()).toBe(before + 1);
    expect(await trafficMessages()).toBe(trafficBefore + 1);
    const stored = await (await nats.jetstreamManager()).streams.getMessage(trafficStream, { seq: trafficBefore + 1 });
    const message = trafficMessageSchema.parse(stored.json());
    const span = { from: Date.parse(at), to: Date.parse(at) };
    expect(message).toMatchObject({ cause: chunk.header.batchId, users: [span], sites: [{ site: "x.com", ...span }] });
  });

  it("keeps money in the account's currency, and the country of the address; what has no rate waits for one", async () => {
    await prisma.$executeRaw`
      insert into currency_rate (day, base, currency, rate) values (${at.slice(0, 10)}::date, 'QZA', 'EUR', 0.25)
      on conflict do nothing`;
    const money = { event_id: randomUUID(), price_micros: 10, currency: "QZA", ip: "84.12.3.4" };
    const records = [impression(money), impression({ price_micros: 10, currency: "QZB" })];
    const chunk = jsonChunk(records, { sourceId: await newSource() });
    expect(await handle(chunk)).toEqual({ type: "ack" });
    const stored = await prisma.$queryRaw<object[]>`
      select cost_micros::integer, country from impression where event_id = ${money.event_id}`;
    expect(stored).toEqual([{ cost_micros: 2, country: "GB" }]);
    const rejects = await prisma.$queryRaw<object[]>`
      select reason, field, reference from rejected_record where batch_id = ${chunk.header.batchId}`;
    expect(rejects).toEqual([{ reason: "unknown_reference", field: "currency", reference: "currency:QZB" }]);
  });

  it("refuses a site that no index can hold, and stores what stands beside it", async () => {
    // no compression of PostgreSQL makes these 6,000 bytes short
    const letters = Array.from({ length: 2000 }, () => String.fromCodePoint(randomInt(0x4e00, 0x9fff))).join("");
    const longest = `${letters.slice(0, 682)} x`;
    const records = [impression(), impression({ website: `${letters} x` }), impression({ website: longest })];
    const chunk = jsonChunk(records, { sourceId: await newSource() });
    expect(await handle(chunk)).toEqual({ type: "ack" });
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ received: 3, stored: 2, rejected: 1 });
    expect(await rejectsOf(chunk.header.batchId)).toMatchObject([{ reason: "invalid_value", field: "site" }]);
  });

  it("rejects the records of a chunk that is too much for a limit of the database, and does not try for ever", async () => {
    await prisma.$executeRaw`
      create or replace function exceed_limit() returns trigger language plpgsql as $$
      begin
        if new.event_id like 'exceeds-%' then raise exception 'too large' using errcode = '54000'; end if;
        return new;
      end $$`;
    await prisma.$executeRaw`
      create trigger exceeds before insert on event_key for each row execute function exceed_limit()`;
    const chunk = jsonChunk([impression({ event_id: `exceeds-${randomUUID()}` })], { sourceId: await newSource() });
    try {
      expect(await handle(chunk)).toEqual({ type: "ack" });
    } finally {
      await prisma.$executeRaw`drop trigger exceeds on event_key`;
    }
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ received: 1, stored: 0, rejected: 1 });
    expect(await rejectsOf(chunk.header.batchId)).toMatchObject([{ reason: "unprocessable", field: null }]);
  });

  it("stores the reason that a rule gives when it is stored, though it was switched off after the judgement", async () => {
    const receivedAt = "1955-06-01T00:00:00.000Z";
    const tools = createStageTools(context);
    const kept = tools.traffic.current;
    const set = (enabled: boolean, fromAt: string) => prisma.$executeRaw`
      insert into traffic_rule_period (rule, from_at, enabled)
      values ('hidden_placement', ${fromAt}::timestamptz, ${enabled})`;
    // of a time that no other test looks at
    tools.traffic.current = async () => {
      const settings = await kept.call(tools.traffic);
      await set(false, "1955-01-01T00:00:00Z");
      await set(true, "1956-01-01T00:00:00Z");
      return settings;
    };
    const hidden = impression({ timestamp: receivedAt, hidden: true });
    const chunk = jsonChunk([hidden], { sourceId: await newSource(), receivedAt });
    try {
      const header = (name: string) => (name === chunkHeaderName ? JSON.stringify(chunk.header) : undefined);
      await createChunkHandler(context, pool.decode, tools)({ data: chunk.bytes, deliveryCount: 1, header });
    } finally {
      await prisma.$executeRaw`
        delete from traffic_rule_period where from_at >= '1955-01-01' and from_at < '1957-01-01'`;
    }
    const stored = await prisma.$queryRaw`
      select marks, filter_reason from impression where batch_id = ${chunk.header.batchId}`;
    expect(stored).toEqual([{ marks: ["hidden_placement@1"], filter_reason: null }]);
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ stored: 1, filtered: 0 });
  });

  it("has the pairs and sets looked at after a crash between commit and publication", async () => {
    const chunk = jsonChunk([impression()], { sourceId: await newSource() });
    await writeChunk(prisma, throughStages(chunk, seeded.catalogue));
    const before = [await correlateMessages(), await trafficMessages()];
    expect(await handle(chunk, 2)).toEqual({ type: "ack" });
    expect([await correlateMessages(), await trafficMessages()]).toEqual(before.map((seq) => seq + 1));
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ chunks: 1, stored: 1 });
  });

  it("gives a chunk back while NATS is away, and finishes it later", async () => {
    const chunk = jsonChunk([impression()], { sourceId: await newSource() });
    const away = await openConnection("test", process.env.NATS_URL);
    await away.close();
    expect(await handle(chunk, 99, { ...context, nats: away })).toMatchObject({ type: "retry" });
    expect(await handle(chunk, 100)).toEqual({ type: "ack" });
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ chunks: 1, stored: 1 });
  });

  it("gives a chunk back while the database is away, for as long as it takes", async () => {
    const away = createPrisma("postgresql://postgres:postgres@127.0.0.1:1/postgres");
    const chunk = jsonChunk([impression()]);
    expect(await handle(chunk, 99, { ...context, prisma: away })).toMatchObject({ type: "retry" });
    await away.$disconnect();
  });

  it("takes a message without a header out, since nothing can account for it", async () => {
    const message = { data: new Uint8Array(3), deliveryCount: 1, header: () => undefined };
    expect(await createChunkHandler(context, pool.decode)(message)).toMatchObject({ type: "terminate" });
  });

  it("keeps the records of a source that does not exist as unprocessable", async () => {
    const records = [impression(), impression()];
    const chunk = jsonChunk(records);
    expect(await handle(chunk)).toEqual({ type: "ack" });
    const rejects = await rejectsOf(chunk.header.batchId);
    expect(rejects).toMatchObject([
      { reason: "unprocessable", message: expect.stringContaining(chunk.header.sourceId) },
      { reason: "unprocessable" },
    ]);
    expect(rejects.map(({ raw }) => Buffer.from(raw).toString())).toEqual(
      records.map((record) => JSON.stringify(record)),
    );
    expect(await figuresOf(prisma, chunk.header.batchId)).toMatchObject({ received: 2, rejected: 2 });
  });

  it("keeps the records of a chunk that needs too much memory as unprocessable, with its bytes, and goes on", async () => {
    const sourceId = await newSource();
    const small = new DecodePool({ threads: 1, memoryMb: 16 });
    const handler = createChunkHandler(context, small.decode);
    const send = ({ header, bytes }: ReturnType<typeof jsonChunk>) =>
      handler({ data: bytes, deliveryCount: 1, header: () => JSON.stringify(header) });
    const items = { type: "array", items: { type: "record", name: "I", fields: [{ name: "i", type: "int" }] } };
    const schema = { type: "record", name: "R", fields: [{ name: "xs", type: items }] };
    const data = Buffer.concat([avroLong(900_000), Buffer.alloc(900_000), avroLong(0)]);
    const bytes = new Uint8Array(Buffer.concat([avroHeader(schema), avroBlock(1, data)]));
    const { header } = jsonChunk([{}, {}], { sourceId, format: "avro" });
    expect(await send({ header, bytes })).toEqual({ type: "ack" });
    const rejects = await rejectsOf(header.batchId);
    expect(rejects).toMatchObject([
      { reason: "unprocessable", message: expect.stringContaining("16 MB of memory") },
      { reason: "unprocessable" },
    ]);
    expect(rejects.map(({ raw }) => raw.byteLength)).toEqual([bytes.byteLength, 0]);
    expect(await send(jsonChunk([impression()], { sourceId }))).toEqual({ type: "ack" });
    await small.stop();
  });

  it("tries a chunk that fails by itself five times, then keeps its records as unprocessable", async () => {
    const sourceId = await newSource({ mapping: { impressions: 5 } });
    const chunk = jsonChunk([impression()], { sourceId });
    for (const deliveryCount of [1, 2, 3, 4])
      expect(await handle(chunk, deliveryCount)).toMatchObject({ type: "retry" });
    expect(await handle(chunk, 5)).toEqual({ type: "ack" });
    expect(await rejectsOf(chunk.header.batchId)).toMatchObject([{ reason: "unprocessable" }]);
    // other tests list all sources, and refuse such a row
    await prisma.$executeRaw`delete from source where id = ${sourceId}`;
  });

  it("puts unknown references into the catalogue when the source says so", async () => {
    const sourceId = await newSource({ unknownReferences: "create" });
    const [creative, campaign] = [`new-${randomUUID()}`, `new-${randomUUID()}`];
    const first = jsonChunk([impression({ ad_id: creative }), impression({ ad_id: creative })], { sourceId });
    const click = { timestamp: at, user_id: 1, campaign_id: campaign };
    const second = jsonChunk([click], { sourceId, kind: "clicks" });
    expect([await handle(first), await handle(second)]).toEqual([{ type: "ack" }, { type: "ack" }]);
    const rows = await prisma.$queryRaw<object[]>`
      select k.id as creative, c.id as campaign, c.advertiser_id as advertiser
      from campaign c left join creative k on k.campaign_id = c.id and k.id = ${creative}
      where c.id = ${campaign} or k.id is not null order by 1`;
    expect(rows).toEqual([
      { creative, campaign: "unassigned", advertiser: "unassigned" },
      { creative: null, campaign, advertiser: "unassigned" },
    ]);
  });

  it("knows a reference from the moment at which the catalogue has it", async () => {
    const sourceId = await newSource();
    const handler = createChunkHandler(context, pool.decode);
    const send = async (chunk: ReturnType<typeof jsonChunk>) => {
      const header = () => JSON.stringify(chunk.header);
      await handler({ data: chunk.bytes, deliveryCount: 1, header });
      return figuresOf(prisma, chunk.header.batchId);
    };
    const creative = `new-${randomUUID()}`;
    expect(await send(jsonChunk([impression({ ad_id: creative })], { sourceId }))).toMatchObject({ rejected: 1 });
    await prisma.$executeRaw`insert into creative (id, campaign_id, name) values (${creative}, ${seeded.campaignId}, 'K')`;
    expect(await send(jsonChunk([impression({ ad_id: creative })], { sourceId }))).toMatchObject({ stored: 1 });
  });
});
