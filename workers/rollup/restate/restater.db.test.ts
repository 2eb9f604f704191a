import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seeded } from "@/lib/attribution/journey.fixture";
import { parseEnv } from "@/lib/config/env";
import { createLogger } from "@/lib/log";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { type EmbeddedDatabase, startEmbedded } from "../../../scripts/embedded/start-embedded";
import { migrate } from "../../../scripts/migrate/migrate";
import { freePort } from "../../../scripts/test/start-nats";
import { Rollup } from "../rollup";
import {
  change,
  dyingAfter,
  expectAddsUp,
  expectCaused,
  kinds,
  logged,
  makeCampaign,
  store,
  type Touch,
  toldFigures,
  waits,
} from "./restated-world.fixture";

/** A database of its own: the log is of all campaigns that there are. */
let dataDir: string;
let database: EmbeddedDatabase;
let prisma: PrismaClient;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The day after Berlin's day of 25 hours. */
let now = Date.parse("2026-10-26T12:00:00Z");

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "advertisex-restate-"));
  database = await startEmbedded({ dataDir, port: await freePort() });
  await migrate(database.url);
  prisma = createPrisma(database.url);
  await makeCampaign(prisma, "utc", "UTC");
  await makeCampaign(prisma, "berlin", "Europe/Berlin");
  await makeCampaign(prisma, "kathmandu", "Asia/Kathmandu");
  await makeCampaign(prisma, "quiet", "America/New_York");
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

function rollup(client: PrismaClient = prisma): Rollup {
  const env = parseEnv({ DATABASE_URL: database.url, APP_SECRET: "a secret for tests, of more than 32 characters" });
  return new Rollup({ prisma: client, env, log: createLogger("test", "silent"), clock: { now: () => new Date(now) } });
}

const signal = new AbortController().signal;

/** Lets time go on until nothing more is to be compared. */
async function rest(role = rollup()): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    const { more } = await role.cycle(signal);
    if (!more && !(await waits(prisma)) && round > 1) return;
    if (!more) now += 61_000;
  }
  throw new Error("it does not come to rest");
}

const lastId = async () => (await logged(prisma)).at(-1)?.id ?? 0n;

const expectExact = () => expectAddsUp(prisma, now - 5 * 60_000);

const late: Touch = { cause: "late_data", sourceId: "s" };
const at = (text: string) => Date.parse(`2026-${text}Z`);

describe("a day that is over", () => {
  it("has its first report five minutes after its end, in the calendar of its advertiser", async () => {
    now = at("10-25T22:00:00");
    await rest();
    // 22:30 of Berlin's day of 25 hours, and the next day in Kathmandu
    for (const campaignId of ["utc", "berlin", "kathmandu"]) {
      await store(prisma, late, { kind: "impression", campaignId, at: at("10-25T21:30:00"), amount: 7n });
    }
    await rest();
    expect(await toldFigures(prisma, "now")).toEqual([]);
    now = at("10-25T23:04:50");
    await rollup().cycle(signal);
    expect(await toldFigures(prisma, "now")).toEqual([]);
    now = at("10-25T23:05:10");
    await rest();
    expect(await toldFigures(prisma, "now")).toContain("berlin 2026-10-25 impressions.net 1");
    expect((await toldFigures(prisma, "now")).every((line) => line.startsWith("berlin"))).toBe(true);
    now = at("10-26T18:21:00");
    await rest();
    expect(await toldFigures(prisma, "now")).toContain("utc 2026-10-25 mediaCostMicros.gross 7");
    expect(await toldFigures(prisma, "now")).toContain("kathmandu 2026-10-26 impressions.gross 1");
    await expectExact();
    expect(await logged(prisma)).toEqual([]);
  });

  it("is restated when late data changes it, with the cause, the source, and every figure from and to", async () => {
    await store(
      prisma,
      { ...late, sourceId: "late one" },
      {
        kind: "impression",
        campaignId: "berlin",
        // in the hour that Berlin has twice
        at: at("10-25T00:30:00"),
        amount: 9_007_199_254_740_993n,
      },
    );
    await rest();
    await expectExact();
    const lines = (await logged(prisma)).map((line) => [line.day, line.metric, line.traffic, line.from, line.to]);
    expect(lines).toEqual(
      ["impressions", "mediaCostMicros"].flatMap((metric) =>
        ["gross", "net"].map((traffic) => {
          const [from, to] = metric === "impressions" ? [1n, 2n] : [7n, 9_007_199_254_741_000n];
          return ["2026-10-25", metric, traffic, from, to];
        }),
      ),
    );
    for (const line of await logged(prisma)) {
      expect(line).toMatchObject({ campaign: "berlin", model: null, causes: ["late_data"], sources: ["late one"] });
    }
  });

  it("has one restatement for what comes within seconds, and none when nothing changed", async () => {
    const before = await lastId();
    const role = rollup();
    for (let second = 0; second < 5; second += 1) {
      now += 3000;
      await store(prisma, late, { kind: "click", campaignId: "utc", at: at("10-25T12:00:00") + second, amount: 6n });
      await role.cycle(signal);
      expect(await logged(prisma, before)).toEqual([]);
    }
    await change(
      prisma,
      { cause: "invalid_traffic", sourceId: "marked" },
      { kind: "click", from: at("10-25T00:00:00"), to: at("10-26T00:00:00"), share: 1 },
    );
    await rest(role);
    expect(await logged(prisma, before)).toMatchObject([
      {
        campaign: "utc",
        metric: "clicks",
        traffic: "gross",
        from: 0n,
        to: 5n,
        causes: ["invalid_traffic", "late_data"],
      },
      { metric: "mediaCostMicros", traffic: "gross", from: 7n, to: 37n, sources: ["marked", "s"] },
      { metric: "orphanClicks", traffic: "gross", from: 0n, to: 5n },
    ]);
    const after = await lastId();
    await change(prisma, late, { kind: "click", from: at("10-20T00:00:00"), to: at("10-26T00:00:00"), share: 0 });
    await rest();
    expect(await logged(prisma, after)).toEqual([]);
    await expectExact();
  });

  it("is not kept waiting by today's data", async () => {
    const before = await lastId();
    const role = rollup();
    await store(prisma, late, { kind: "click", campaignId: "utc", at: at("10-25T20:00:00"), amount: 2n });
    for (let second = 0; second < 8; second += 1) {
      now += 3000;
      await store(prisma, late, { kind: "click", campaignId: "quiet", at: now, amount: 6n });
      await role.cycle(signal);
    }
    expect(await logged(prisma, before)).not.toEqual([]);
    await rest(role);
    await expectExact();
  });

  it("is told after five minutes when it never comes to rest", async () => {
    const before = await lastId();
    const role = rollup();
    for (let part = 0; part < 32; part += 1) {
      now += 10_000;
      await store(prisma, late, {
        kind: "bid_request",
        campaignId: "utc",
        at: at("10-24T12:00:00") + part,
        amount: 0n,
      });
      await role.cycle(signal);
    }
    expect(
      (await toldFigures(prisma, "now")).find((line) => line.startsWith("utc 2026-10-24 bidRequests.net")),
    ).toBeDefined();
    await rest();
    await expectExact();
    // the five minutes were over once
    expect(new Set((await logged(prisma, before)).map(({ metric, from }) => `${metric} ${from}`)).size).toBe(1);
  });
});

it("has one report for days that are imported chunk by chunk, and no restatement", async () => {
  const before = await lastId();
  await makeCampaign(prisma, "imported", "Asia/Kathmandu");
  const role = rollup();
  for (let chunk = 0; chunk < 6; chunk += 1) {
    now += 4000;
    for (let day = 0; day < 4; day += 1) {
      const time = at("09-01T00:00:00") + day * dayMs + chunk * hourMs;
      await store(prisma, late, { kind: "conversion_credit", campaignId: "imported", at: time, amount: 5n });
    }
    await role.cycle(signal);
  }
  await rest(role);
  const days = (await toldFigures(prisma, "now")).filter((line) => line.startsWith("imported"));
  expect(days).toContain("imported 2026-09-03 revenueMicros.net.linear 48");
  expect(await logged(prisma, before)).toEqual([]);
  await expectExact();
});

it("restates days in the new calendar when an advertiser moves to another time zone, because of the catalogue", async () => {
  const before = await lastId();
  await makeCampaign(prisma, "moving", "America/Los_Angeles");
  for (const time of ["10-20T03:00:00", "10-20T12:00:00", "10-21T06:30:00", "10-21T20:00:00"]) {
    await store(prisma, late, { kind: "impression", campaignId: "moving", at: at(time), amount: 1n });
  }
  await rest();
  await prisma.$executeRaw`update advertiser set time_zone = 'Asia/Kathmandu' where id = 'moving'`;
  now += 61_000;
  await rest();
  await expectExact();
  const lines = await logged(prisma, before);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatchObject({ campaign: "moving", causes: ["catalogue"], sources: [] });
  const [row] = await prisma.$queryRaw<{ zones: string[] }[]>`
    select array_agg(distinct time_zone) as zones from reported_day where campaign_id = 'moving'`;
  expect(row?.zones).toEqual(["Asia/Kathmandu"]);
  const settled = await lastId();
  now += 10 * 60_000;
  await rest();
  expect(await logged(prisma, settled)).toEqual([]);
});

it("leaves days alone whose events retention has dropped", async () => {
  const old = now - 1831 * dayMs;
  const before = await toldFigures(prisma, "now");
  await prisma.$executeRaw`
    insert into touched_range (source_id, kind, from_at, to_at)
    values ('s', 'impression', ${new Date(old - 9 * dayMs).toISOString()}::timestamptz, ${new Date(old - 3 * dayMs).toISOString()}::timestamptz)`;
  await rest();
  expect(await toldFigures(prisma, "now")).toEqual(before);
});

describe("random late data, marks and erasures", () => {
  beforeEach(async () => await rest());

  it("adds up exactly whenever it rests, wherever it was killed before", { timeout: 300_000 }, async () => {
    const random = seeded(20_261_123);
    const below = (count: number) => Math.floor(random() * count);
    const campaigns = ["utc", "berlin", "kathmandu", "imported", "moving"];
    for (let round = 0; round < 4; round += 1) {
      const before = await lastId();
      const touches: (Touch & { campaigns: string[]; from: number; to: number })[] = [];
      for (let part = 0; part < 12; part += 1) {
        const kind = kinds[below(kinds.length)] ?? "click";
        const time = now - Math.floor(random() ** 2 * 25 * dayMs);
        const touch: Touch = { cause: "late_data", sourceId: `source ${below(3)}` };
        if (random() < 0.75) {
          const campaignId = campaigns[below(campaigns.length)] ?? "utc";
          await store(prisma, touch, { kind, campaignId, at: time, amount: 4_000_000_000_000_001n + BigInt(below(6)) });
          touches.push({ ...touch, campaigns: [campaignId], from: time, to: time });
        } else {
          touch.cause = random() < 0.5 ? "erasure" : "invalid_traffic";
          const [from, to] = [time, Math.min(now, time + below(40) * hourMs + hourMs)];
          await change(prisma, touch, { kind, from, to, share: random() * 0.6 });
          touches.push({ ...touch, campaigns, from, to });
        }
        if (random() < 0.4) await killed(below(40));
        now += below(40_000);
      }
      await rest();
      await expectExact();
      for (const line of await logged(prisma, before)) expectCaused(line, touches);
      now += below(30) * hourMs;
    }
    // how many depends on where it was killed
    expect((await logged(prisma)).length).toBeGreaterThan(50);
  });
});

/** Runs a role whose database goes away after some statements. */
async function killed(statements: number): Promise<void> {
  const role = rollup(dyingAfter(statements, prisma));
  try {
    for (let cycle = 0; cycle < 20; cycle += 1) {
      await role.cycle(signal);
      now += 20_000;
    }
  } catch (error) {
    expect((error as Error).message).toBe("killed");
  }
}
