import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportQuerySchema } from "@/lib/contracts/reports";
import { getCampaignList } from "@/lib/read-models/campaigns/campaign-list";
import { chooseSegments } from "@/lib/read-models/campaigns/choose-segments";
import { planReach } from "@/lib/read-models/campaigns/reach-plan";
import { cutIntoBuckets } from "@/lib/read-models/campaigns/report-buckets";
import {
  createWorld,
  insertCatalogue,
  insertEvents,
  refreshAggregates,
  type World,
} from "@/lib/read-models/campaigns/report-world.fixture";
import { resolveRange } from "@/lib/read-models/campaigns/resolve-range";
import { selectSums } from "@/lib/read-models/campaigns/select-sums";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { foldReach } from "@/lib/storage/reach/fold-reach";
import { updateReach } from "./update-reach";

const dayMs = 86_400_000;
// Berlin sets its clock forward on 29 March 2026, New York on 8 March
const from = Date.parse("2026-01-20T00:00:00Z");
const to = from + 120 * dayMs;
const prefix = "reachboth";
const world = createWorld(prefix, from, to, 2500);
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  // what other tests left in the scope of everything, whose events are not in the aggregates
  await prisma.$transaction([
    prisma.userDays.deleteMany(),
    prisma.reachDay.deleteMany(),
    prisma.reachDelta.deleteMany(),
  ]);
  await insertCatalogue(prisma, world);
  await prisma.campaign.create({ data: { id: `${prefix}-unseen`, advertiserId: `${prefix}-berlin`, name: "Unseen" } });
  await insertEvents(prisma, { ...world, clicks: [], bids: [], credits: [] });
  await insertJourneys(world);
  await refreshAggregates(prisma, from, to);
  const pairs = world.impressions.map(({ user, campaign, at }) => ({
    userKey: user,
    campaignId: campaign,
    from: at,
    to: at,
  }));
  for (let start = 0; start < pairs.length; start += 500) {
    await prisma.$transaction((db) => updateReach(db, pairs.slice(start, start + 500)), { timeout: 60_000 });
    // some of it is folded, the rest is not
    if (start < 1500) await foldReach(prisma, 3000);
  }
}, 180_000);
afterAll(() => prisma.$disconnect());

async function insertJourneys({ impressions }: World): Promise<void> {
  await prisma.journeyEvent.createMany({
    data: impressions.map((event, index) => ({
      userKey: event.user,
      campaignId: event.campaign,
      occurredAt: new Date(event.at),
      kind: "impression",
      eventId: `${prefix}-${index}`,
      device: event.device,
      country: event.country,
      filtered: event.filtered,
    })),
  });
}

type Of = Parameters<typeof planReach>[1]["of"];

/** Reach as `bucket campaign: users`, added up and counted one by one. */
async function bothWays(asked: {
  of: Of;
  edges: readonly number[];
  timeZone: string;
  traffic: "net" | "gross";
  key: "none" | "group" | "campaign";
}) {
  const { of, edges, timeZone, traffic, key } = asked;
  const campaignIds =
    "campaignId" in of
      ? [of.campaignId]
      : world.campaigns.filter((each) => of.advertiserIds?.includes(each.advertiser) ?? true).map((each) => each.id);
  const query = {
    segments: chooseSegments(edges, 60),
    dimension: "device",
    key,
    edges,
    campaignIds,
    creditsBy: [{ model: "last_touch" }],
    traffic,
    limit: 10_000,
  } as const;
  const plan = await planReach(prisma, { of, edges, timeZone });
  const told = async (reach: typeof plan) => {
    const rows = await selectSums(prisma, { ...query, reach });
    return rows
      .filter(({ fact }) => fact.startsWith("reach"))
      .flatMap(({ fact, key, cells }) =>
        cells.filter(([, sums]) => sums[0] !== 0).map(([bucket, sums]) => `${fact} ${bucket} ${key}: ${sums[0]}`),
      )
      .sort();
  };
  return { plan, added: await told(plan), exact: await told(undefined) };
}

const zones = ["UTC", "Europe/Berlin", "America/New_York"];
const lengths = [1, 2, 30, 63, 64, 65, 91, 92];

describe("unique users that are added up from days", () => {
  it.each(lengths)("are those that are counted one by one, over %i days of any calendar", async (days) => {
    for (const [no, timeZone] of zones.entries()) {
      const first = new Date(from + ((days * 7 + no * 11) % (122 - days)) * dayMs).toISOString().slice(0, 10);
      const last = new Date(Date.parse(first) + (days - 1) * dayMs).toISOString().slice(0, 10);
      const range = resolveRange({ from: first, to: last }, timeZone, new Date());
      const byDay = cutIntoBuckets(range, "day", timeZone).edges;
      const whole = [range.from, range.to];
      const traffic = (no + days) % 2 === 0 ? "net" : "gross";
      const campaign = world.campaigns[timeZone === "America/New_York" ? 2 : no] ?? { id: "", advertiser: "" };
      const own = { campaignId: campaign.id };
      const list = { advertiserIds: timeZone === "UTC" ? null : [campaign.advertiser] };
      for (const { plan, added, exact } of [
        await bothWays({ of: own, edges: byDay, timeZone, traffic, key: "none" }),
        await bothWays({ of: own, edges: whole, timeZone, traffic: traffic === "net" ? "gross" : "net", key: "none" }),
        await bothWays({ of: own, edges: byDay, timeZone, traffic, key: "group" }),
        await bothWays({ of: list, edges: whole, timeZone, traffic, key: "campaign" }),
      ]) {
        expect(plan).toBeDefined();
        expect(exact.length).toBeGreaterThan(0);
        expect(added).toEqual(exact);
      }
    }
  });

  it.each(["hour", "15m"] as const)(
    "are those of each %s, counted by it, and of all days, added up",
    async (bucket) => {
      for (const [no, timeZone] of zones.entries()) {
        const last = bucket === "hour" ? "2026-02-16" : "2026-02-11";
        const range = resolveRange({ from: "2026-02-10", to: last }, timeZone, new Date());
        const campaignId = (world.campaigns[timeZone === "America/New_York" ? 2 : no] ?? { id: "" }).id;
        const asked = { of: { campaignId }, edges: cutIntoBuckets(range, bucket, timeZone).edges, timeZone };
        for (const traffic of ["net", "gross"] as const) {
          const { plan, added, exact } = await bothWays({ ...asked, traffic, key: "none" });
          expect(plan?.buckets).toBeUndefined();
          expect(plan?.range).toEqual({ first: "2026-02-10", last });
          expect(exact.length).toBeGreaterThan(1);
          expect(added).toEqual(exact);
        }
      }
    },
  );

  it("are counted one by one where days cannot be added up", async () => {
    const day = Date.parse("2026-02-10T00:00:00Z");
    const berlin = { campaignId: `${prefix}-one` };
    const plan = (of: Of, timeZone: string, ...edges: number[]) => planReach(prisma, { of, timeZone, edges });
    expect(await plan(berlin, "UTC", day, day + dayMs)).toBeDefined();
    expect(await plan(berlin, "UTC", day, day + 93 * dayMs)).toBeUndefined();
    expect(await plan(berlin, "UTC", day, day + dayMs / 2)).toBeUndefined();
    const halves = await plan(berlin, "UTC", day, day + dayMs / 2, day + dayMs);
    expect(halves).toMatchObject({ range: { first: "2026-02-10", last: "2026-02-10" }, buckets: undefined });
    expect(await plan(berlin, "Europe/Berlin", day, day + dayMs)).toBeUndefined();
    expect(await plan(berlin, "America/New_York", day + dayMs / 4, day + 1.25 * dayMs)).toBeUndefined();
    expect(await plan({ advertiserIds: [`${prefix}-berlin`] }, "UTC", day, day + dayMs)).toBeUndefined();
    expect(await plan({ campaignId: `${prefix}-unseen` }, "UTC", day, day + dayMs)).toBeUndefined();
    await prisma.reachScope.updateMany({ where: { ref: `${prefix}-one` }, data: { since: new Date(day + dayMs) } });
    expect(await plan(berlin, "UTC", day, day + dayMs)).toBeUndefined();
    expect(await plan(berlin, "UTC", day + dayMs, day + 3 * dayMs)).toBeDefined();
    await prisma.reachScope.updateMany({ where: { ref: `${prefix}-one` }, data: { since: new Date(0) } });
  });

  it("stand in a list beside those of campaigns that are still being counted", async () => {
    const days = { from: "2026-02-10", to: "2026-03-20", advertiserId: `${prefix}-berlin` };
    const reaches = async () => {
      const { rows, totals } = await getCampaignList(everyAdvertiser, reportQuerySchema.parse(days), prisma);
      return {
        rows: rows.map(({ campaignId, reach, frequency }) => ({ campaignId, reach, frequency })),
        total: totals.reach,
      };
    };
    const all = await reaches();
    expect(all.rows.map((row) => row.campaignId).sort()).toEqual(
      ["one", "two", "unseen"].map((name) => `${prefix}-${name}`),
    );
    expect(all.rows[0]?.reach).toBeGreaterThan(20);
    await prisma.reachScope.updateMany({ where: { ref: `${prefix}-two` }, data: { ready: false } });
    expect(await reaches()).toEqual(all);
    await prisma.reachScope.updateMany({ where: { ref: `${prefix}-berlin` }, data: { ready: false } });
    expect(await reaches()).toEqual(all);
  });
});
