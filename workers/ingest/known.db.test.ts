import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { KnownRates } from "./known-rates";
import { KnownTrafficSettings } from "./known-traffic-settings";

let prisma: PrismaClient;
beforeAll(() => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "", 2);
});
afterEach(async () => {
  await prisma.$executeRaw`delete from traffic_rule_period where actor = 'known test'`;
  await prisma.$executeRaw`delete from currency_rate where base like 'K__'`;
});
afterAll(() => prisma.$disconnect());

function stoppedClock() {
  let now = Date.UTC(2026, 0, 1);
  return { now: () => new Date(now), pass: (ms: number) => (now += ms) };
}

it("sees a changed rule within seconds, and gives the same object until then", async () => {
  const clock = stoppedClock();
  const known = new KnownTrafficSettings(prisma, clock);
  const first = await known.current();
  expect(first.at("known_crawler", 0)).toMatchObject({ enabled: true, version: 1 });
  const from = new Date(Date.UTC(2030, 0, 1));
  await prisma.$executeRaw`
    insert into traffic_rule_period (rule, from_at, enabled, params, version, actor)
    values ('known_crawler', ${from}, false, '{"patterns": ["x"]}', 2, 'known test')`;
  clock.pass(2999);
  expect(await known.current()).toBe(first);
  clock.pass(2);
  const second = await known.current();
  expect(second.at("known_crawler", from.getTime())).toMatchObject({ enabled: false, version: 2 });
  expect(second.at("known_crawler", from.getTime() - 1)).toMatchObject({ enabled: true, version: 1 });
  clock.pass(3001);
  expect(await known.current()).toBe(second);
});

it("gives the rates of days, also of those that have none, and sees a new one within seconds", async () => {
  const clock = stoppedClock();
  const known = new KnownRates(prisma, clock);
  await prisma.$executeRaw`
    insert into currency_rate (day, base, currency, rate) values
      ('2026-01-02', 'KAA', 'KBB', 1.085300000001), ('2026-01-03', 'KAA', 'KBB', 2)`;
  const ratesOf = async (...days: string[]) =>
    [...(await known.snapshot(days))].map(([day, rates]) => [day, rates.filter(({ base }) => base === "KAA")]);
  const rate = { base: "KAA", currency: "KBB" };
  expect(await ratesOf("2026-01-01", "2026-01-02")).toEqual([
    ["2026-01-01", []],
    ["2026-01-02", [expect.objectContaining({ ...rate, rate: "1.085300000001" })]],
  ]);
  await prisma.$executeRaw`insert into currency_rate (day, base, currency, rate) values ('2026-01-01', 'KAA', 'KBB', 3)`;
  expect(await ratesOf("2026-01-01")).toEqual([["2026-01-01", []]]);
  clock.pass(3001);
  expect(await ratesOf("2026-01-01")).toEqual([
    ["2026-01-01", [expect.objectContaining({ ...rate, rate: "3.000000000000" })]],
  ]);
});

it("asks for nothing when no day is named, and for many days in bounded statements", async () => {
  const known = new KnownRates(prisma, stoppedClock());
  expect(await known.snapshot([])).toEqual(new Map());
  const days = Array.from({ length: 450 }, (_, index) =>
    new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10),
  );
  expect([...(await known.snapshot(days)).keys()].sort()).toEqual(days);
});
