import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pacingSchema } from "@/lib/contracts/pacing";
import { labeller } from "@/lib/read-models/campaigns/recompute.fixture";
import {
  createWorld,
  insertCatalogue,
  insertEvents,
  type Model,
  refreshAggregates,
} from "@/lib/read-models/campaigns/report-world.fixture";
import { everyAdvertiser } from "@/lib/scope";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { getPacing } from "./get-pacing";

// Berlin sets its clock back on 27 October, New York on 3 November
const from = Date.parse("2024-10-20T00:00:00Z");
const to = Date.parse("2024-11-06T00:00:00Z");
const world = createWorld("pacing", from, to, 2000);
let prisma: PrismaClient;

beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  await insertCatalogue(prisma, world);
  await insertEvents(prisma, world);
  await refreshAggregates(prisma, from, to);
}, 180_000);
afterAll(() => prisma.$disconnect());

interface Case {
  campaign: string;
  model: Model;
  timeZone: string;
  startsOn: string | null;
  endsOn: string | null;
  now: string;
}

const flights: Omit<Case, "campaign" | "model" | "timeZone">[] = [
  { startsOn: "2024-10-22", endsOn: "2024-11-10", now: "2024-11-03T10:20:00Z" },
  { startsOn: "2024-10-22", endsOn: "2024-10-30", now: "2024-11-20T10:20:00Z" },
  { startsOn: "2024-10-27", endsOn: "2024-10-27", now: "2024-10-27T16:00:00Z" },
  { startsOn: null, endsOn: null, now: "2024-11-03T10:20:00Z" },
  { startsOn: null, endsOn: null, now: "2024-12-24T10:20:00Z" },
];
const campaigns = [
  { campaign: "pacing-one", model: "last_touch" as const, timeZone: "Europe/Berlin" },
  { campaign: "pacing-two", model: "linear" as const, timeZone: "UTC" },
  { campaign: "pacing-usd", model: "last_touch" as const, timeZone: "Asia/Kathmandu" },
  { campaign: "pacing-usd", model: "last_touch" as const, timeZone: "America/New_York" },
];
const cases = campaigns.flatMap((campaign) => flights.map((flight) => ({ ...campaign, ...flight })));

describe("getPacing", () => {
  it.each(cases)("$campaign in $timeZone, $startsOn to $endsOn, at $now is what the events cost", async (wanted) => {
    const pacing = await ask(wanted);
    const day = labeller("day", wanted.timeZone);
    const today = day(Date.parse(wanted.now));
    const costs = [
      ...world.impressions,
      ...world.clicks,
      ...world.credits.filter((credit) => credit.model === wanted.model),
    ].filter(
      (event) =>
        !event.filtered &&
        event.campaign === wanted.campaign &&
        day(event.at) <= today &&
        (wanted.startsOn === null || day(event.at) >= wanted.startsOn),
    );
    const sumOf = (events: typeof costs) => events.reduce((sum, event) => sum + event.costMicros, 0);
    expect(pacing.spentMicros).toBe(sumOf(costs));
    expect(pacing.spentMicros).toBeGreaterThan(0);
    for (const listed of pacing.days) {
      expect(listed).toEqual({
        day: listed.day,
        costMicros: sumOf(costs.filter((event) => day(event.at) === listed.day)),
        cumulativeMicros: sumOf(costs.filter((event) => day(event.at) <= listed.day)),
      });
    }
    const last = pacing.days.at(-1)?.day ?? "";
    expect(last).toBe([today, wanted.endsOn ?? "9"].sort()[0]);
    expect(pacing.timeZone).toBe(wanted.timeZone);
  });

  it("averages the last seven whole days, or those since the start", async () => {
    const flight = { ...campaigns[1], startsOn: "2024-10-22", endsOn: "2024-11-10" } as const;
    const averageAt = async (now: string, startsOn: string | null = flight.startsOn) => {
      const { averagePerDayMicros, days } = await ask({ ...(flight as Omit<Case, "now">), startsOn, now });
      return { averagePerDayMicros, costs: days.map(({ costMicros }) => costMicros) };
    };
    const mean = (costs: number[]) => Math.round(costs.reduce((sum, cost) => sum + cost, 0) / costs.length);
    const later = await averageAt("2024-11-03T10:20:00Z");
    expect(later.averagePerDayMicros).toBe(mean(later.costs.slice(-8, -1)));
    const early = await averageAt("2024-10-24T10:20:00Z");
    expect(early.costs).toHaveLength(3);
    expect(early.averagePerDayMicros).toBe(mean(early.costs.slice(0, 2)));
    expect((await averageAt("2024-10-22T10:20:00Z")).averagePerDayMicros).toBeNull();
    const unplanned = await averageAt("2024-10-23T10:20:00Z", null);
    expect(unplanned.averagePerDayMicros).toBe(mean(unplanned.costs.slice(-4, -1)));
  });

  it("spends nothing before the flight", async () => {
    const flight = { startsOn: "2024-12-01", endsOn: "2024-12-31", now: "2024-11-03T10:20:00Z" };
    expect(await ask({ ...(campaigns[0] as Omit<Case, keyof typeof flight>), ...flight })).toMatchObject({
      state: "not_started",
      spentMicros: 0,
      elapsedDays: 0,
      days: [],
    });
  });

  it("has no campaign that there is not", async () => {
    await expect(getPacing(everyAdvertiser, "pacing-none", prisma)).rejects.toMatchObject({ code: "not_found" });
  });
});

async function ask({ campaign, timeZone, startsOn, endsOn, now }: Omit<Case, "model">) {
  const dateOf = (day: string | null) => day && new Date(`${day}T00:00:00Z`);
  await prisma.campaign.update({
    where: { id: campaign },
    data: { startsOn: dateOf(startsOn), endsOn: dateOf(endsOn), budgetMicros: 10_000_000 },
  });
  await prisma.advertiser.updateMany({ where: { campaigns: { some: { id: campaign } } }, data: { timeZone } });
  return pacingSchema.parse(await getPacing(everyAdvertiser, campaign, prisma, { now: () => new Date(now) }));
}
