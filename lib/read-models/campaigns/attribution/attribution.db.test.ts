import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { correlatePair } from "@/lib/attribution/correlate-pair";
import { type CampaignRules, type Credit, dayMs } from "@/lib/attribution/journey";
import { type Attributed, attributionQuerySchema, attributionSchema } from "@/lib/contracts/attribution";
import { attributionModelSchema } from "@/lib/contracts/catalog";
import { resolveRange } from "@/lib/read-models/campaigns/resolve-range";
import {
  event,
  insertWorld,
  randomWorld,
  refreshCredits,
  toWorld,
  userKeyOf,
} from "@/lib/read-models/conversions/attribution-world.fixture";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { getAttribution } from "./get-attribution";
import { groupsOf } from "./groups";
import { tallyWhatIf } from "./what-if/tally-what-if";

const models = attributionModelSchema.options;
const rules: CampaignRules = { clickWindowDays: 14, viewWindowDays: 3, pricing: "cpa", priceMicros: 5_000_001n };
// a click at the edge of its window, that has its creative from an impression at the edge of another one before
const sale = Date.parse("2026-02-20T10:00:00Z");
const far = [
  event("impression", "attribution-far-view", sale - 28 * dayMs, { creativeId: "creative-far", site: "far.example" }),
  event("click", "attribution-far-click", sale - 14 * dayMs),
  event("conversion", "attribution-far-sale", sale),
];
const world = toWorld({
  ...{ campaignId: "attribution", rules },
  journeys: [
    ...randomWorld({ campaignId: "attribution", rules, seed: 3, users: 12, size: 50 }).journeys,
    { userKey: userKeyOf("attribution far"), events: far },
  ],
});
const whole = { from: "2025-12-01", to: "2026-11-01" };
const part = { from: "2026-02-10", to: "2026-04-02" };
const own = { clickWindowDays: 14, viewWindowDays: 3 };
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertWorld(prisma, world);
  await refreshCredits(prisma);
}, 120_000);
afterAll(() => prisma.$disconnect());

const ask = async (query: Record<string, unknown>, signal = new AbortController().signal) =>
  attributionSchema.parse(
    await getAttribution(everyAdvertiser, world.campaignId, attributionQuerySchema.parse(query), signal, prisma),
  );

/** The credits that other windows give, from whole journeys. */
function creditsWith(windows: typeof own): Credit[] {
  return world.journeys.flatMap(
    ({ events }) => correlatePair(events, { ...rules, ...windows }, world.isRepeat).credits,
  );
}

const berlinDay = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Berlin" });
const keys = {
  creative: (credit: Credit) => credit.creativeId,
  site: (credit: Credit) => credit.site,
  device: (credit: Credit) => credit.device,
  country: (credit: Credit) => credit.country,
  day: (credit: Credit) => berlinDay.format(credit.at),
};
type GroupBy = keyof typeof keys;
const groupings = Object.keys(keys) as GroupBy[];

function plainSums(credits: Credit[]): Attributed {
  const sum = (field: "creditMicros" | "revenueMicros" | "costMicros", ...kinds: string[]) =>
    Number(credits.filter((each) => kinds.includes(each.touchKind)).reduce((total, each) => total + each[field], 0n));
  return {
    conversions: sum("creditMicros", "click", "view") / 1e6,
    postClickConversions: sum("creditMicros", "click") / 1e6,
    postViewConversions: sum("creditMicros", "view") / 1e6,
    revenueMicros: sum("revenueMicros", "click", "view"),
    costMicros: sum("costMicros", "click", "view"),
  };
}

/** What a report has to say of these credits, as plainly as can be. */
function plainReport(credits: Credit[], groupBy: GroupBy, traffic: string, range: { from: string; to: string }) {
  const inside = credits
    .filter((each) => each.at >= Date.parse(range.from) && each.at < Date.parse(range.to))
    .filter((each) => traffic === "gross" || !each.filtered);
  const ofKind = (kind: string) => inside.filter((each) => each.touchKind === kind).length / models.length;
  const byModel = (part: Credit[]) =>
    Object.fromEntries(models.map((model) => [model, plainSums(part.filter((each) => each.model === model))]));
  const credited = inside.filter((each) => each.touchId !== null);
  const groups = [...new Set(credited.map(keys[groupBy]))].sort();
  return {
    unattributed: ofKind("none"),
    repeatedOrders: ofKind("repeat"),
    totals: byModel(inside),
    rows: Object.fromEntries(
      groups.map((group) => [group, byModel(credited.filter((each) => keys[groupBy](each) === group))]),
    ),
  };
}

type Report = Awaited<ReturnType<typeof ask>>;

/** One side of a report in the form of {@link plainReport}, days without credit left out. */
function sideOf(report: Report, side: "stored" | "whatIf") {
  const byModel = (parts: Report["totals"]) => Object.fromEntries(parts.map((each) => [each.model, each[side]]));
  return {
    unattributed: report.unattributed[side],
    repeatedOrders: report.repeatedOrders,
    totals: byModel(report.totals),
    rows: Object.fromEntries(
      report.rows
        .filter((row) => row.byModel.some((each) => (each[side]?.conversions ?? 0) > 0))
        .map((row) => [row.group, byModel(row.byModel)]),
    ),
  };
}

const cases = groupings.flatMap((groupBy) => (["net", "gross"] as const).map((traffic) => ({ groupBy, traffic })));

describe("getAttribution", () => {
  it.each(cases)(
    "by $groupBy, $traffic: stored is what the credits say, and its own windows give the same",
    async (query) => {
      for (const range of [whole, part]) {
        const report = await ask({ ...query, ...range, ...own });
        expect(sideOf(report, "stored")).toEqual(plainReport(world.credits, query.groupBy, query.traffic, report));
        expect(sideOf(report, "whatIf")).toEqual(sideOf(report, "stored"));
        expect(report.repeatedOrders).toBeGreaterThan(0);
        expect(report.unattributed.stored).toBeGreaterThan(0);
      }
    },
  );

  it.each([
    { clickWindowDays: 7, viewWindowDays: 3 },
    { clickWindowDays: 0, viewWindowDays: 0 },
    { clickWindowDays: 90, viewWindowDays: 90 },
    { clickWindowDays: 0, viewWindowDays: 30 },
  ])("with other windows tells what whole journeys give under them: %o", async (windows) => {
    const credits = creditsWith(windows);
    for (const query of cases.filter((_, index) => index % 3 === 0)) {
      const report = await ask({ ...query, ...part, ...windows });
      expect(sideOf(report, "whatIf")).toEqual(plainReport(credits, query.groupBy, query.traffic, report));
      expect(sideOf(report, "stored")).toEqual(plainReport(world.credits, query.groupBy, query.traffic, report));
      expect(report).toMatchObject({ windows, storedWindows: own });
    }
  });

  it("asks nothing of journeys without windows, and takes the campaign's own for the one that is not given", async () => {
    const stored = await ask(part);
    expect(stored.totals.map((total) => total.whatIf)).toEqual(Array(5).fill(null));
    expect(stored.unattributed.whatIf).toBeNull();
    const half = await ask({ ...part, viewWindowDays: "1" });
    expect(half.windows).toEqual({ clickWindowDays: 14, viewWindowDays: 1 });
    const models = await ask({ ...part, ...own, models: "linear,position" });
    expect(models.totals).toEqual((await ask({ ...part, ...own })).totals.filter((_, no) => no === 2 || no === 4));
    expect(models.unattributed.whatIf).toBe(stored.unattributed.stored);
  });

  it("names creatives, ranks them by the first model, and has every day in its order", async () => {
    const { rows } = await ask({ ...whole, models: "linear" });
    expect(rows.find((row) => row.group === "creative-0")?.groupName).toBe("The first creative");
    const conversions = rows.map((row) => row.byModel[0]?.stored.conversions ?? 0);
    expect(conversions).toEqual(conversions.toSorted((a, b) => b - a));
    const days = (await ask({ groupBy: "day", from: "2026-03-28", to: "2026-03-30" })).rows;
    expect(rows.map((row) => row.group)).toContain("creative-far");
    expect(days.map((row) => row.group)).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
  });

  it("writes nothing", async () => {
    const before = await digest();
    await ask({ ...whole, clickWindowDays: 3, viewWindowDays: 60 });
    expect(await digest()).toEqual(before);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(["conversion_credit", "click", "outbox", "touched_range"]),
    );
  });

  it("stops when nobody waits any more", async () => {
    await expect(ask({ ...whole, ...own }, AbortSignal.abort())).rejects.toThrow("aborted");
  });

  it("refuses what is older than events are kept, and a campaign that is not there", async () => {
    const asked = ask({ from: "2021-12-01", to: "2021-12-31", ...own });
    await expect(asked).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("not kept"),
    });
    expect((await ask({ from: "2021-12-01", to: "2021-12-31" })).rows).toEqual([]);
    const nobody = getAttribution(
      everyAdvertiser,
      "no such",
      attributionQuerySchema.parse({}),
      new AbortController().signal,
      prisma,
    );
    await expect(nobody).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("tallyWhatIf", () => {
  const range = resolveRange(part, "Europe/Berlin", new Date());
  const query = {
    ...{ campaignId: world.campaignId, range, models, traffic: "gross" as const },
    ...{ rules: { ...rules, clickWindowDays: 45 }, groups: groupsOf("site", range, "Europe/Berlin") },
  };
  const limits = { conversions: 1000, users: 100, journeyEvents: 1000, events: 10_000 };
  const tally = (some: Partial<typeof limits>) =>
    tallyWhatIf(prisma, query, new AbortController().signal, { ...limits, ...some });

  it("comes to the same however little is loaded at a time", async () => {
    const [atOnce, one, few] = [
      await tally({}),
      await tally({ users: 1, journeyEvents: 1 }),
      await tally({ users: 5, journeyEvents: 6 }),
    ];
    expect(atOnce.groups.length).toBeGreaterThan(2);
    for (const other of [one, few]) {
      expect(other.groups.sort()).toEqual(atOnce.groups.sort());
      expect(other.unattributed).toBe(atOnce.unattributed);
      for (const group of atOnce.groups) {
        expect(models.map((model) => other.of(group, model))).toEqual(models.map((model) => atOnce.of(group, model)));
      }
    }
  });

  it.each([{ conversions: 5 }, { events: 20 }])("refuses more than %o with what to do", async (some) => {
    await expect(tally(some)).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("choose a shorter range"),
    });
  });
});

/** The rows of every table, as a digest each. */
async function digest(): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    const digests: Record<string, string> = {};
    for (const { name } of rows) {
      const found = await client.query<{ digest: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as digest from "${name}" t`,
      );
      digests[name] = found.rows[0]?.digest ?? "";
    }
    return digests;
  } finally {
    await client.end();
  }
}
