import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChunkHeader } from "@/lib/contracts/chunk";
import { createPrisma, Prisma, type PrismaClient } from "@/lib/storage/prisma";
import { jsonChunk, seedCampaign, throughStages } from "../chunk.fixture";
import { settleRecords } from "./settle-records";
import { writeChunk } from "./write-chunk";

const hour = 3_600_000;
const start = Math.floor(Date.now() / hour) * hour - 30 * 60_000;
let prisma: PrismaClient;
let seeded: Awaited<ReturnType<typeof seedCampaign>>;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "", 6);
  seeded = await seedCampaign(prisma);
});
afterAll(() => prisma.$disconnect());

const impression = (change: object = {}) => ({
  event_id: randomUUID(),
  timestamp: new Date(start).toISOString(),
  user_id: "u",
  creative_id: seeded.creativeId,
  website: "https://www.example.com/x",
  ...change,
});
const write = (records: readonly unknown[], change?: Partial<ChunkHeader>, catalogue = seeded.catalogue) => {
  const chunk = throughStages(jsonChunk(records, change), catalogue);
  return writeChunk(prisma, chunk).then(() => chunk.header);
};

/** The tables in whose rows, written as text, any of the texts stands. */
async function tablesHolding(texts: readonly string[]): Promise<string[]> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const patterns = texts.map((text) => `%${text}%`);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await prisma.$queryRaw<object[]>`
      select 1 from ${Prisma.raw(`"${name}"`)} as row where row::text like any (${patterns}::text[]) limit 1`;
    if (rows.length > 0) found.push(name);
  }
  return found;
}

describe("what is stored of an event", () => {
  const agent = "Mozilla/5.0 (compatible; SecretAgent/1.0; Googlebot/2.1)";
  const addresses = ["84.12.3.4", "2a02:8109:aaaa:bbbb:cccc::1"];

  it("carries its marks, and in its journey the key of its address", async () => {
    const shared = { user_agent: agent, ip: addresses[0] };
    const records = [
      impression(shared),
      impression({ ip: "::ffff:84.12.3.4", width: 0, height: 0 }),
      impression({ ip: "10.0.0.1" }),
      impression({ ip: "x" }),
    ];
    await write(records);
    const rows = await prisma.$queryRaw<
      { marks: string[] | null; filtered: boolean; address_key: string | null; on_event: string[] | null }[]
    >`
      select j.marks, j.filtered, j.address_key::text, i.marks as on_event
      from unnest(${records.map((record) => record.event_id)}::text[]) with ordinality as id (event_id, place)
      join journey_event j using (event_id) join impression i using (event_id) order by place`;
    expect(rows.map(({ marks }) => marks)).toEqual([
      ["known_crawler@1"],
      ["hidden_placement@1"],
      ["non_routable_address@1"],
      ["non_routable_address@1"],
    ]);
    expect(rows.map((row) => row.on_event)).toEqual(rows.map((row) => row.marks));
    expect(rows.every(({ filtered }) => filtered)).toBe(true);
    expect(rows[1]?.address_key).toBe(rows[0]?.address_key);
    expect(rows[2]?.address_key).toMatch(/^[0-9a-f-]{36}$/);
    expect(rows[2]?.address_key).not.toBe(rows[0]?.address_key);
    expect(rows[3]?.address_key).toBeNull();
  });

  it("has null where no rule marks it", async () => {
    const record = impression({ ip: addresses[0] });
    await write([record]);
    const rows = await prisma.$queryRaw<object[]>`
      select j.marks, j.filtered, i.marks as on_event, i.filter_reason
      from journey_event j join impression i using (event_id) where event_id = ${record.event_id}`;
    expect(rows).toEqual([{ marks: null, filtered: false, on_event: null, filter_reason: null }]);
  });

  it("holds no address, no agent and no user id, in no table at all", async () => {
    const userId = `person-${randomUUID()}`;
    const told = { user_agent: agent, ip: addresses[1], user_id: userId };
    const conversion = { conversion_type: "sale", value_micros: 5 };
    await write([impression(told), impression({ ...told, ip: addresses[0] })]);
    await write([{ ...impression(told), campaign_id: seeded.campaignId }], { kind: "clicks" });
    await write([{ ...impression(told), campaign_id: seeded.campaignId, ...conversion }], { kind: "conversions" });
    await write([{ ...impression(told), auction_id: 1 }], { kind: "bid-requests" });
    expect(await tablesHolding([seeded.campaignId])).toEqual(expect.arrayContaining(["click", "journey_event"]));
    expect(await tablesHolding(["SecretAgent", userId, ...addresses])).toEqual([]);
  });
});

describe("campaign_arrival", () => {
  it("counts what came twice or late by quarter of an hour of event time", async () => {
    const own = await seedCampaign(prisma);
    const at = (ms: number, change: object = {}) =>
      impression({ creative_id: own.creativeId, timestamp: new Date(start + ms).toISOString(), ...change });
    const receivedAt = new Date(start + hour).toISOString();
    const records = [at(0), at(-1), at(-900_000), at(-1000)];
    await write([...records, records[0]], { receivedAt }, own.catalogue);
    await write([...records, at(899_999)], { receivedAt }, own.catalogue);
    const rows = await prisma.$queryRaw<object[]>`
      select kind, bucket, duplicate, late from campaign_arrival where campaign_id = ${own.campaignId} order by bucket`;
    expect(rows).toEqual([
      { kind: "impression", bucket: new Date(start - 900_000), duplicate: 3, late: 3 },
      { kind: "impression", bucket: new Date(start), duplicate: 2, late: 0 },
    ]);
  });

  it("adds up what chunks of the same campaign count at the same time", async () => {
    const own = await seedCampaign(prisma);
    const records = Array.from({ length: 30 }, (_, index) =>
      impression({
        creative_id: own.creativeId,
        timestamp: new Date(start - 6 * hour + index * 600_000).toISOString(),
      }),
    );
    const batches = Array.from({ length: 5 }, (_, index) => (index % 2 ? records.toReversed() : records));
    await Promise.all(batches.map((batch) => write(batch, {}, own.catalogue)));
    const [sums] = await prisma.$queryRaw<object[]>`
      select sum(duplicate)::integer as duplicate, sum(late)::integer as late from campaign_arrival
      where campaign_id = ${own.campaignId}`;
    expect(sums).toMatchObject({ duplicate: 120 });
  });
});

describe("a rejected record", () => {
  it("says which campaign and time it named, as far as that can be read and is known", async () => {
    const used = impression();
    await write([used]);
    const time = new Date(start).toISOString();
    const records: [unknown, string | null, string | null, string | null][] = [
      [impression({ website: undefined }), seeded.campaignId, time, null],
      [impression({ creative_id: "nobody", campaign_id: seeded.campaignId }), seeded.campaignId, time, "nobody"],
      [impression({ creative_id: "nobody" }), null, time, "nobody"],
      [impression({ timestamp: "yesterday" }), seeded.campaignId, null, null],
      [impression({ price: 3 }), seeded.campaignId, time, null],
      [impression({ event_id: { $ne: 1 } }), seeded.campaignId, time, null],
      [impression({ creative_id: { a: 1 }, campaign_id: "a\0b" }), null, time, null],
      [impression({ timestamp: "9999-12-31T23:59:59Z" }), seeded.campaignId, null, null],
      [impression({ timestamp: "2999-12-31T23:59:59Z" }), seeded.campaignId, "2999-12-31T23:59:59.000Z", null],
      [impression({ price_micros: 5, currency: "GBP" }), seeded.campaignId, time, "currency:GBP"],
      [{ ...used, website: "other.com" }, seeded.campaignId, time, null],
      ["[]", null, null, null],
    ];
    const { batchId } = await write(records.map(([record]) => record));
    const rows = await prisma.$queryRaw<
      { event_kind: string; campaign_id: string; event_at: Date | null; reference: string }[]
    >`
      select event_kind, campaign_id, event_at, reference from rejected_record
      where batch_id = ${batchId} order by record_no`;
    expect(rows.map((row) => [row.campaign_id, row.event_at?.toISOString() ?? null, row.reference])).toEqual(
      records.map(([, ...place]) => place),
    );
    expect(rows.map((row) => row.event_kind)).toEqual([...Array(11).fill("impression"), null]);
  });

  it("of a mixed file says whether it would have been a click or a conversion", async () => {
    const record = { timestamp: "x", user_id: "u", campaign_id: seeded.campaignId };
    const records = [record, { ...record, conversion_type: "sale" }];
    const { batchId } = await write(records, { kind: "interactions" });
    const rows = await prisma.$queryRaw<object[]>`
      select kind, event_kind from rejected_record where batch_id = ${batchId} order by record_no`;
    expect(rows).toEqual([
      { kind: "interactions", event_kind: "click" },
      { kind: "interactions", event_kind: "conversion" },
    ]);
  });
});

describe("an issue", () => {
  const issueOf = async (sourceId: string) =>
    (
      await prisma.$queryRaw<{ id: string; state: string; count: number }[]>`
        select id, state, count::integer, regressed_at, resolved_at from quality_issue where source_id = ${sourceId}`
    )[0];
  const hoursOf = (issueId: string | undefined) => prisma.$queryRaw<object[]>`
    select hour, count from quality_issue_hour where issue_id = ${issueId} order by hour`;

  it("counts its arrivals by the hour", async () => {
    const sourceId = `source-${randomUUID()}`;
    await write(["[]", "[]"], { sourceId, receivedAt: new Date(start).toISOString() });
    await write(["[]"], { sourceId, receivedAt: new Date(start + 29 * 60_000).toISOString() });
    await write(["[]"], { sourceId, receivedAt: new Date(start + 30 * 60_000).toISOString() });
    expect(await hoursOf((await issueOf(sourceId))?.id)).toEqual([
      { hour: new Date(start - 30 * 60_000), count: 3 },
      { hour: new Date(start + 30 * 60_000), count: 1 },
    ]);
  });

  it("says since when it is back after it was resolved", async () => {
    const sourceId = `source-${randomUUID()}`;
    await write(["[]"], { sourceId });
    expect(await issueOf(sourceId)).toMatchObject({ regressed_at: null });
    await prisma.$executeRaw`
      update quality_issue set state = 'resolved', resolved_at = now() where source_id = ${sourceId}`;
    await write(["[]"], { sourceId });
    expect(await issueOf(sourceId)).toMatchObject({
      state: "open",
      count: 2,
      regressed_at: expect.any(Date),
      resolved_at: null,
    });
  });

  it("keeps its hours and state when records of its own come back from a replay, and counts them", async () => {
    const sourceId = `source-${randomUUID()}`;
    const header = await write(["[]", "[]"], { sourceId });
    const issue = await issueOf(sourceId);
    const hours = await hoursOf(issue?.id);
    const origin = { batchId: header.batchId, sourceId, kind: header.kind, receivedAt: Date.parse(header.receivedAt) };
    const again = throughStages(jsonChunk(["[]", "{}"], { sourceId }), seeded.catalogue);
    await prisma.$executeRaw`update quality_issue set state = 'resolved', count = 0 where source_id = ${sourceId}`;
    const settled = await prisma.$transaction(async (db) => {
      await db.$executeRaw`delete from rejected_record where batch_id = ${header.batchId}`;
      return settleRecords(db, { ...again, origin, replayOf: issue?.id });
    });
    expect(settled.rejected).toHaveLength(2);
    const issues = await prisma.$queryRaw<object[]>`
      select state, count::integer, reason from quality_issue where source_id = ${sourceId} order by reason`;
    expect(issues).toEqual([
      { state: "resolved", count: 1, reason: "malformed_record" },
      { state: "open", count: 1, reason: "missing_field" },
    ]);
    expect(await hoursOf(issue?.id)).toEqual(hours);
  });
});
