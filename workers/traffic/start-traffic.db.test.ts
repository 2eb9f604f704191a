import { randomUUID } from "node:crypto";
import type { NatsConnection } from "nats";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "@/lib/clock";
import { parseEnv } from "@/lib/config/env";
import { correlateMessageSchema } from "@/lib/contracts/correlate";
import { trafficSubject } from "@/lib/contracts/traffic-message";
import { createLogger } from "@/lib/log";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { openConnection } from "@/lib/stream/connection";
import { ensureTopology, trafficStream } from "@/lib/stream/topology";
import { messageOf, narrowSteps, newWorld, start } from "./events.fixture";
import { judgeTouched } from "./judge-touched";
import type { OracleEvent } from "./oracle.fixture";
import { startTraffic } from "./start-traffic";
import { setSteps, store, storedMarks } from "./store.fixture";

let prisma: PrismaClient;
let nats: NatsConnection;
let restore: () => Promise<void>;
beforeAll(async () => {
  prisma = createPrisma(process.env.DATABASE_URL ?? "");
  nats = await openConnection("test of role traffic", process.env.NATS_URL);
  await ensureTopology(nats, { maxIngestBytes: 64 * 1024 ** 2 });
  restore = await setSteps(prisma, narrowSteps());
});
afterAll(async () => {
  await restore();
  await prisma.$executeRaw`delete from outbox`;
  await nats.close();
  await prisma.$disconnect();
});

const clicks = (count: number, stepMs: number): OracleEvent[] => {
  const world = newWorld();
  return Array.from({ length: count }, (_, no) => ({
    kind: "click",
    eventId: `c${String(no).padStart(6, "0")}`,
    at: start + no * stepMs + 1,
    userKey: world.users[0] ?? "",
    campaignId: world.campaigns[0] ?? "",
    creativeId: "c1",
    site: world.sites[0] ?? "",
    addressKey: world.addresses[0] ?? "",
    recordMarks: [],
  }));
};

it("publishes what was left between commit and publish, and takes messages up", async () => {
  const sourceId = `traffic-role-${randomUUID()}`;
  const events = clicks(3, 1000);
  await store(prisma, events, { batchId: sourceId, sourceId });
  // as if the process had been killed right after its commit
  await judgeTouched(prisma, messageOf(events));
  const [left] = await prisma.outbox.findMany({ where: { body: { contains: sourceId } } });
  expect(correlateMessageSchema.parse(JSON.parse(left?.body ?? "")).pairs).toEqual([
    { userKey: events[0]?.userKey, campaignId: events[0]?.campaignId, from: start + 1, to: start + 2001 },
  ]);
  const env = parseEnv({ DATABASE_URL: process.env.DATABASE_URL, APP_SECRET: "x".repeat(40) });
  const role = await startTraffic({ prisma, nats, log: createLogger("test", "silent"), clock: systemClock, env });
  expect(await prisma.outbox.count()).toBe(0);
  const more = clicks(3, 1000);
  await store(prisma, more, { batchId: `${sourceId}-more`, sourceId: `${sourceId}-more` });
  await nats.jetstream().publish(trafficSubject, JSON.stringify(messageOf(more)));
  await nats.jetstream().publish(trafficSubject, "no message");
  const manager = await nats.jetstreamManager();
  await expect
    .poll(async () => (await manager.streams.info(trafficStream)).state.messages, { timeout: 30_000 })
    .toBe(0);
  await role.stop();
  const reasons = [...(await storedMarks(prisma, `${sourceId}-more`)).values()].map((row) => row.reason);
  expect(reasons.toSorted()).toEqual(["repeated_click", "repeated_click", "user_rate"]);
});

it("marks the 30,000 clicks of one user, address and site, and then only what is new", async () => {
  const sourceId = `traffic-heavy-${randomUUID()}`;
  const events = clicks(30_000, 3000);
  for (let from = 0; from < events.length; from += 5000) {
    await store(prisma, events.slice(from, from + 5000), { batchId: sourceId, sourceId });
  }
  const first = events[0] as OracleEvent;
  const last = events.at(-1) as OracleEvent;
  const whole = { from: first.at, to: last.at };
  await judgeTouched(prisma, {
    cause: "test",
    users: [{ userKey: first.userKey, ...whole }],
    addresses: [{ addressKey: first.addressKey ?? "", ...whole }],
    sites: [{ site: first.site ?? "", ...whole }],
    campaigns: [{ campaignId: first.campaignId, ...whole }],
  });
  const [counts] = await prisma.$queryRaw<
    [{ filtered: number; repeated: number; site: number; address: number; user: number }]
  >`
    select count(filter_reason)::integer as filtered,
      count(*) filter (where 'repeated_click@1' = any(marks))::integer as repeated,
      count(*) filter (where 'site_rate@4' = any(marks))::integer as site,
      count(*) filter (where 'address_rate@1' = any(marks))::integer as address,
      count(*) filter (where 'user_rate@1' = any(marks))::integer as user
    from click where source_id = ${sourceId}`;
  expect(counts).toEqual({ filtered: 30_000, repeated: 29_999, site: 30_000, address: 30_000, user: 30_000 });
  const fresh = { ...last, eventId: "new", at: last.at + 500 };
  await store(prisma, [fresh], { batchId: sourceId, sourceId });
  await judgeTouched(prisma, messageOf([fresh]));
  expect(await judgeTouched(prisma, messageOf([fresh]))).toBe(0);
  const marked = (await storedMarks(prisma, sourceId)).get("click new");
  expect(marked?.marks).toEqual(["repeated_click@1", "user_rate@1", "address_rate@1", "site_rate@4"]);
}, 240_000);
