import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { parseEnv } from "@/lib/config/env";
import { createLogger } from "@/lib/log";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { listFrontiers } from "@/lib/storage/rollup/list-frontiers";
import { figuresOf, jsonChunk, seedCampaign, throughStages } from "@/workers/ingest/chunk.fixture";
import { writeChunk } from "@/workers/ingest/write/write-chunk";
import { type EmbeddedDatabase, startEmbedded } from "../../scripts/embedded/start-embedded";
import { migrate } from "../../scripts/migrate/migrate";
import { freePort } from "../../scripts/test/start-nats";
import { families, levels, viewName } from "./aggregates";
import { maintain } from "./maintain";
import { Rollup } from "./rollup";

/** A database of its own, since moving the frontier would hide what other tests insert. */
let dataDir: string;
let database: EmbeddedDatabase;
let prisma: PrismaClient;
let now = Date.parse("2026-11-20T10:20:00Z");
let eventNo = 0;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "advertisex-rollup-"));
  database = await startEmbedded({ dataDir, port: await freePort() });
  await migrate(database.url);
  prisma = createPrisma(database.url);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  await prisma.$executeRaw`delete from touched_range`;
});

function context(retentionDays = 1830) {
  const env = parseEnv({
    DATABASE_URL: database.url,
    APP_SECRET: "a secret for tests, of more than 32 characters",
    RETENTION_DAYS: String(retentionDays),
  });
  return { prisma, env, log: createLogger("test", "silent"), clock: { now: () => new Date(now) } };
}

async function settle(rollup: Rollup): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    const { more } = await rollup.cycle(new AbortController().signal);
    if (!more) return;
  }
  throw new Error("the rollup does not come to an end");
}

const iso = (at: number | string) => (typeof at === "string" ? `2026-11-${at}Z` : new Date(at).toISOString());

/** Stores clicks as the worker does: the rows and the range that they touch in one transaction. */
async function click(...times: (number | string)[]): Promise<void> {
  const all = times.map(iso).sort();
  await prisma.$transaction(async (db) => {
    for (const time of all) {
      eventNo += 1;
      await db.$executeRaw`
        insert into click (event_id, occurred_at, received_at, source_id, batch_id, user_key, campaign_id, cost_micros, device, browser, os, country)
        values (${`e${eventNo}`}, ${time}::timestamptz, now(), 's', 'b', gen_random_uuid(), 'c', 0, 'd', 'b', 'o', 'DE')`;
    }
    await db.$executeRaw`
      insert into touched_range (source_id, kind, from_at, to_at)
      values ('s', 'click', ${all[0]}::timestamptz, ${all.at(-1)}::timestamptz)`;
  });
}

/** Clicks by bucket as the three levels of one family show them, and as the rows are. */
async function shown(): Promise<Record<string, Record<string, number>>> {
  const read = async (rows: Promise<{ bucket: Date; clicks: bigint }[]>) =>
    Object.fromEntries((await rows).map((row) => [row.bucket.toISOString(), Number(row.clicks)]));
  return {
    "15m": await read(prisma.$queryRaw`select bucket, sum(clicks)::bigint as clicks from click_by_site_15m group by 1`),
    "1h": await read(prisma.$queryRaw`select bucket, sum(clicks)::bigint as clicks from click_by_site_1h group by 1`),
    "1d": await read(prisma.$queryRaw`select bucket, sum(clicks)::bigint as clicks from click_by_site_1d group by 1`),
  };
}

async function counted(): Promise<Record<string, Record<string, number>>> {
  const read = async (width: string) => {
    const rows = await prisma.$queryRaw<{ bucket: Date; clicks: bigint }[]>`
      select time_bucket(${width}::interval, occurred_at) as bucket, count(*) as clicks from click group by 1`;
    return Object.fromEntries(rows.map((row) => [row.bucket.toISOString(), Number(row.clicks)]));
  };
  return { "15m": await read("15 minutes"), "1h": await read("1 hour"), "1d": await read("1 day") };
}

async function touchedRows(): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: bigint }[]>`select count(*) from touched_range`;
  return Number(row?.count);
}

it("knows every aggregate that the migrations make", async () => {
  const rows = await prisma.$queryRaw<{ name: string }[]>`
    select view_name::text as name from timescaledb_information.continuous_aggregates order by 1`;
  const known = Object.values(families).flatMap((each) =>
    each.flatMap((family) => levels.map((level) => viewName(family, level))),
  );
  expect(rows.map((row) => row.name)).toEqual(known.toSorted());
});

describe("a life of clicks", () => {
  it("shows them before anything is materialised, and moves the frontier behind the present", async () => {
    await click("18T09:00:00", "19T23:59:59.999", "20T09:59:00", "20T10:16:00", "20T10:19:59");
    expect(await shown()).toEqual(await counted());
    await settle(new Rollup(context()));
    const frontiers = await listFrontiers(prisma);
    expect(
      ["15m", "1h", "1d"].map((level) => new Date(frontiers.get(`click_by_site_${level}`) ?? 0).toISOString()),
    ).toEqual(["2026-11-20T10:00:00.000Z", "2026-11-20T10:00:00.000Z", "2026-11-20T00:00:00.000Z"]);
    expect(await shown()).toEqual(await counted());
    expect(await touchedRows()).toBe(0);
  });

  it("shows a fresh click at once, and late ones after one round", async () => {
    const rollup = new Rollup(context());
    await settle(rollup);
    await click("20T10:19:30");
    expect(await shown()).toEqual(await counted());
    await click("20T09:30:00");
    await click("18T09:10:00");
    expect(await shown()).not.toEqual(await counted());
    await rollup.cycle(new AbortController().signal);
    expect(await shown()).toEqual(await counted());
    expect(await touchedRows()).toBe(0);
    const [mark] = await prisma.$queryRaw<{ watermark: Date }[]>`
      select watermark from watermark where source_id = 's' and kind = 'click' and stage = 'aggregated'`;
    expect(mark?.watermark.toISOString()).toBe("2026-11-20T10:19:59.000Z");
  });

  it("shows clicks of time that was empty when the frontier passed it, also after a restart", async () => {
    now += 3 * 86_400_000;
    await settle(new Rollup(context()));
    await click("21T12:00:00");
    await click("02T12:00:00");
    await settle(new Rollup(context()));
    expect(await shown()).toEqual(await counted());
  });

  it("shows all of them at every quiet moment, whenever they come and however time goes on", async () => {
    let seed = 42;
    const random = () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return seed / 0x80000000;
    };
    let rollup = new Rollup(context());
    for (let round = 0; round < 12; round += 1) {
      const late = () => now - Math.floor(random() ** 3 * 20 * 86_400_000);
      for (let part = 0; part < 3; part += 1)
        await click(...Array.from({ length: 1 + Math.floor(random() * 3) }, late));
      await rollup.cycle(new AbortController().signal);
      now += Math.floor(random() * 4 * 3_600_000);
      if (random() < 0.3) rollup = new Rollup(context());
      if (random() < 0.5) continue;
      await settle(rollup);
      expect(await shown()).toEqual(await counted());
    }
    await settle(rollup);
    expect(await shown()).toEqual(await counted());
  });
});

describe("after a restart, when the last event of a day left the levels far apart", () => {
  it.each([
    ["in the evening", ["19T22:30:00"]],
    ["before the finest frontier", ["19T20:20:00"]],
    ["at several levels at once", ["19T20:59:00", "19T21:00:00", "19T23:59:59", "20T00:10:00", "19T03:00:00"]],
  ])("shows late clicks %s on every level", async (_, late) => {
    const month = 30 * 86_400_000;
    const later = (text: string) =>
      Date.parse(iso(text)) + Math.ceil((now - Date.parse(iso("19T00:00:00"))) / month) * month;
    const last = later("19T20:10:00");
    now = last + 14 * 3_600_000;
    await click(last);
    await settle(new Rollup(context()));
    const frontiers = await listFrontiers(prisma);
    expect(["15m", "1h", "1d"].map((level) => (frontiers.get(`click_by_site_${level}`) ?? 0) - last)).toEqual(
      [5, 50, 230].map((minutes) => minutes * 60_000),
    );
    const restarted = new Rollup(context());
    for (const text of late) {
      await click(last + Date.parse(iso(text)) - Date.parse(iso("19T20:10:00")));
      await restarted.cycle(new AbortController().signal);
      expect(await shown()).toEqual(await counted());
    }
    await settle(new Rollup(context()));
    expect(await shown()).toEqual(await counted());
  });
});

it("shows late clicks that are spread over a year, in far fewer calls than there are slices of busy days", async () => {
  await click(now - 3_600_000);
  await settle(new Rollup(context()));
  const year = Array.from({ length: 200 }, (_, index) => now - Math.floor((index + 0.5) * 1.8 * 86_400_000));
  await click(...year);
  const { log, ...rest } = context();
  const refreshed = vi.spyOn(log, "debug");
  await new Rollup({ log, ...rest }).cycle(new AbortController().signal);
  expect(await shown()).toEqual(await counted());
  const inSlices = families.click.length * levels.reduce((sum, level) => sum + (360 * 86_400_000) / level.sliceMs, 0);
  expect(refreshed.mock.calls.length).toBeLessThan(inSlices / 2);
});

it("says of no source that it is aggregated what the catalogue changed", async () => {
  await prisma.$executeRaw`
    insert into touched_range (source_id, kind, from_at, to_at, cause)
    values ('', 'conversion_credit', ${iso("10T10:00:00")}::timestamptz, ${iso("10T10:00:00")}::timestamptz, 'catalogue')`;
  await settle(new Rollup(context()));
  expect(await touchedRows()).toBe(0);
  expect(await prisma.watermark.count({ where: { sourceId: "" } })).toBe(0);
});

describe("when it is stopped in the middle", () => {
  it("leaves the touched ranges for the next round", async () => {
    await click("10T10:00:00");
    const aborted = AbortSignal.abort();
    await new Rollup(context()).cycle(aborted);
    expect(await touchedRows()).toBe(1);
    await settle(new Rollup(context()));
    expect(await touchedRows()).toBe(0);
    expect(await shown()).toEqual(await counted());
  });
});

describe("housekeeping", () => {
  it("drops events of the age that is set, keeps their aggregates, and forgets old event ids", async () => {
    await click("01T00:00:00");
    await settle(new Rollup(context()));
    now = Date.parse("2026-11-24T00:00:00Z");
    const before = await shown();
    await prisma.$executeRaw`
      insert into event_key (kind, event_id, occurred_at, content_hash, received_at, time_given_by_us) values
        ('click', 'old', '2026-10-24T23:00:00Z', ''::bytea, '2026-10-24T23:59:00Z', false),
        ('click', 'old without a time', '2026-10-24T23:59:00Z', ''::bytea, '2026-10-24T23:59:00Z', true),
        ('click', 'old of time to come', '2026-10-25T00:30:00Z', ''::bytea, '2026-10-24T23:59:00Z', false),
        ('click', 'recent', '2026-10-25T00:01:00Z', ''::bytea, '2026-10-25T00:01:00Z', false)`;
    await maintain(context(30), new AbortController().signal);
    const keys = await prisma.$queryRaw`select event_id as id from event_key order by 1`;
    expect(keys).toEqual([{ id: "old of time to come" }, { id: "old without a time" }, { id: "recent" }]);
    const [policy] = await prisma.$queryRaw<{ after: string }[]>`
      select config ->> 'drop_after' as after from timescaledb_information.jobs
      where proc_name = 'policy_retention' and hypertable_name = 'click'`;
    expect(policy?.after).toBe("30 days");
    expect(await shown()).toEqual(before);
  });

  it("knows an event again on day 8, also when its creative has moved to another campaign", async () => {
    const [before, after] = [await seedCampaign(prisma), await seedCampaign(prisma)];
    const { creativeId } = before;
    const moved = { ...after.catalogue, creatives: new Map([[creativeId, after.campaignId]]) };
    const firstAt = Date.now();
    const record = {
      event_id: "moved",
      timestamp: new Date(firstAt).toISOString(),
      user_id: "u",
      website: "a.com",
      creative_id: creativeId,
    };
    await writeChunk(prisma, throughStages(jsonChunk([record]), before.catalogue));
    now = firstAt + 8 * 86_400_000;
    await maintain(context(), new AbortController().signal);
    const again = jsonChunk([record], { receivedAt: new Date(now).toISOString() });
    await writeChunk(prisma, throughStages(again, moved));
    expect(await figuresOf(prisma, again.header.batchId)).toMatchObject({ stored: 0, duplicate: 1 });
  });
});
