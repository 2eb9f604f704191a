import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { trafficShareQuerySchema, trafficSharesSchema } from "@/lib/contracts/traffic";
import {
  createWorld,
  insertCatalogue,
  insertEvents,
  refreshAggregates,
} from "@/lib/read-models/campaigns/report-world.fixture";
import { everySource } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { getTrafficShares } from "./get-shares";

// no other test has events in this time; Berlin sets its clock back on 29 October
const from = Date.parse("2023-10-24T00:00:00Z");
const to = Date.parse("2023-11-06T00:00:00Z");
const world = createWorld("shares", from, to, 1500);
let prisma: PrismaClient;
let events: Event[];

const eventsSchema = z.array(
  z.object({
    fact: z.enum(["impression", "click"]),
    at: z.date(),
    campaign: z.string(),
    source: z.string(),
    site: z.string(),
    rule: z.string().nullable(),
    cost: z.number(),
  }),
);
type Event = z.infer<typeof eventsSchema>[number];

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertCatalogue(prisma, world);
  await insertEvents(prisma, world);
  await prisma.source.create({ data: { id: "shares-app", name: "The app" } });
  for (const table of ["impression", "click"] as const) {
    const own = table === "impression" ? prisma.impression : prisma.click;
    const change = (where: object, data: object) =>
      (own as typeof prisma.impression).updateMany({
        // by name: a LIKE over compressed chunks, which other tests leave, is a fault of this TimescaleDB
        where: { campaignId: { in: world.campaigns.map(({ id }) => id) }, ...where },
        data,
      });
    await change({ device: "mobile" }, { sourceId: "shares-app" });
    await change({ filterReason: { not: null }, country: "US" }, { filterReason: "user_rate" });
  }
  events = eventsSchema.parse(
    await prisma.$queryRaw`
      select 'impression' as fact, occurred_at as at, campaign_id as campaign, source_id as source, site,
        filter_reason as rule, cost_micros::float8 as cost
      from impression where campaign_id like 'shares-%'
      union all
      select 'click', occurred_at, campaign_id, source_id, site, filter_reason, cost_micros::float8
      from click where campaign_id like 'shares-%'`,
  );
  await refreshAggregates(prisma, from, to);
}, 180_000);
afterAll(async () => {
  await prisma.source.delete({ where: { id: "shares-app" } });
  await prisma.$disconnect();
});

const range = { from: "2023-10-26", to: "2023-11-03" };
const ask = async (query: object) =>
  trafficSharesSchema.parse(
    await getTrafficShares(everySource, trafficShareQuerySchema.parse({ ...range, ...query }), prisma),
  );

/** What a plain loop over the events counts. */
function recount(of: readonly Event[], keyOf: (event: Event) => string | null) {
  const rows = new Map<string, ReturnType<typeof count>>();
  for (const key of new Set(of.map(keyOf))) {
    if (key !== null) rows.set(key, count(of.filter((event) => keyOf(event) === key)));
  }
  return rows;
}

function count(of: readonly Event[]) {
  const invalid = of.filter((event) => event.rule !== null);
  const kind = (list: readonly Event[], fact: string) => list.filter((event) => event.fact === fact).length;
  return {
    invalidImpressions: kind(invalid, "impression"),
    invalidClicks: kind(invalid, "click"),
    invalidCostMicros: invalid.reduce((sum, event) => sum + event.cost, 0),
    impressions: kind(of, "impression"),
    clicks: kind(of, "click"),
  };
}

const berlinDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin", dateStyle: "short" });
const keys = {
  rule: (event: Event) => event.rule,
  source: (event: Event) => event.source,
  site: (event: Event) => event.site,
  day: (event: Event) => berlinDay.format(event.at),
};
const filters = [
  {},
  { campaignId: "shares-one" },
  { source: "shares-app" },
  { campaignId: "shares-two", source: "fixture" },
];
const cases = (["rule", "source", "site", "day"] as const).flatMap((by) =>
  filters.map((filter) => ({ by, ...filter })),
);

describe("getTrafficShares", () => {
  it.each(cases)("by $by of campaign $campaignId and source $source is what the events say", async (query) => {
    const shares = await ask({ ...query, timeZone: "Europe/Berlin" });
    const { campaignId, source } = query as { campaignId?: string; source?: string };
    const asked = events.filter(
      (event) =>
        event.at >= new Date(shares.from) &&
        event.at < new Date(shares.to) &&
        (!campaignId || event.campaign === campaignId) &&
        (!source || event.source === source),
    );
    const { invalidCostMicros: _, ...totals } = count(asked);
    expect(shares.totals).toEqual(totals);
    const isGrossKnown = query.by !== "rule" && !(query.by === "site" && source);
    // where only invalid traffic is known, a key without any is not
    const expected = recount(isGrossKnown ? asked : asked.filter((event) => event.rule !== null), keys[query.by]);
    const seen = shares.rows.map(({ key, name: _, ...row }) => [key, row] as const);
    const gross = isGrossKnown ? {} : { impressions: null, clicks: null };
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries([...expected].map(([key, row]) => [key, { ...row, ...gross }])),
    );
    expect(shares.rows.length).toBeGreaterThan(0);
  });

  it("names rules and sources, and orders by what is invalid, days by the calendar", async () => {
    expect((await ask({ by: "rule" })).rows.map(({ key, name }) => [key, name])).toEqual([
      ["known_crawler", "Known crawler"],
      ["user_rate", "User too busy"],
    ]);
    expect((await ask({ by: "source" })).rows.map(({ name }) => name).sort()).toEqual(["The app", "fixture"]);
    const days = (await ask({ by: "day", from: "2023-11-04", to: "2023-11-08" })).rows;
    expect(days.map(({ key }) => key)).toEqual(["2023-11-04", "2023-11-05", "2023-11-06", "2023-11-07", "2023-11-08"]);
    expect(days[4]).toMatchObject({ impressions: 0, invalidClicks: 0 });
  });

  it("has nothing of a time without events", async () => {
    expect(await ask({ by: "site", from: "2021-01-01", to: "2021-01-02" })).toMatchObject({
      rows: [],
      totals: { impressions: 0, clicks: 0, invalidImpressions: 0, invalidClicks: 0 },
    });
  });
});
