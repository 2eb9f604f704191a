import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seeded, shuffled } from "@/lib/attribution/journey.fixture";
import { TrafficSettings } from "@/lib/contracts/traffic-settings";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { listTrafficSteps } from "@/lib/storage/traffic/list-traffic-steps";
import { messageOf, narrowSteps, newWorld, randomEvents } from "./events.fixture";
import { judgeTouched } from "./judge-touched";
import { oracleMarks } from "./oracle.fixture";
import { setSteps, store, storedMarks } from "./store.fixture";

let prisma: PrismaClient;
let restore: () => Promise<void>;
beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  restore = await setSteps(prisma, narrowSteps());
});
afterAll(async () => {
  await restore();
  await prisma.$disconnect();
});

const month = 30 * 86_400_000;

async function expectAsOracle(sourceId: string, events: Parameters<typeof oracleMarks>[0]) {
  const settings = new TrafficSettings(await listTrafficSteps(prisma));
  const expected = oracleMarks(events, settings, () => month);
  const stored = await storedMarks(prisma, sourceId);
  const rows = events
    .map((event) => {
      const key = `${event.kind} ${event.eventId}`;
      const marks = expected.get(key) ?? [];
      return { key, marks, reason: settings.reasonOf(marks, event.at) };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  expect([...stored.values()].sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(rows);
  return rows;
}

/** What the books say of a source's filtered events, against the rows. */
async function expectBooks(sourceId: string, recordFiltered: number, filtered: number) {
  const [sum] = await prisma.$queryRaw<[{ sum: number }]>`
    select coalesce(sum(filtered), 0)::integer as sum from ledger_change where source_id = ${sourceId}`;
  expect(recordFiltered + sum.sum).toBe(filtered);
}

// the last one makes every user a heavy one, worked out slice by slice
it.each([
  [1, 40, undefined],
  [2, 7, undefined],
  [3, 25, { userEvents: 3, events: 5, changes: 4 }],
  [4, 60, { userEvents: 30, events: 11, changes: 3 }],
])("marks what the plain oracle marks, in any order of arrival (seed %i)", async (seed, chunk, limits) => {
  const random = seeded(seed);
  const events = randomEvents(260, random, newWorld());
  const settings = new TrafficSettings(await listTrafficSteps(prisma));
  const recordFiltered = events.filter((event) => settings.reasonOf(event.recordMarks, event.at)).length;
  const sourceId = `traffic-test-${randomUUID()}`;
  const arriving = shuffled(events, random);
  let untold: typeof events = [];
  for (let from = 0; from < arriving.length; from += chunk) {
    const some = arriving.slice(from, from + chunk);
    await store(prisma, some, { batchId: `${sourceId}-${from}`, sourceId });
    untold = [...untold, ...some];
    // messages come late, or together
    if (random() < 0.4) continue;
    await judgeTouched(prisma, messageOf(untold), limits ? { limits } : {});
    untold = [];
  }
  await judgeTouched(prisma, messageOf(untold), limits ? { limits } : {});
  const rows = await expectAsOracle(sourceId, events);
  const rules = new Set(rows.flatMap((row) => row.marks.map((mark) => mark.split("@")[0])));
  expect(rules.size).toBeGreaterThanOrEqual(8);
  await expectBooks(sourceId, recordFiltered, rows.filter((row) => row.reason !== null).length);
  expect(await judgeTouched(prisma, messageOf(events), { isThorough: true })).toBe(0);
});
