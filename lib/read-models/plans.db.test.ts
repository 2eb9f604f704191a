import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  createWorld,
  insertCatalogue,
  insertEvents,
  refreshAggregates,
} from "@/lib/read-models/campaigns/report-world.fixture";
import { isoOf } from "@/lib/read-models/campaigns/segment-rows";
import { createPrisma, type PrismaClient } from "@/lib/storage/prisma";
import { type PlanPlace, planCases } from "./plan-cases.fixture";
import { insertPlanPlace } from "./plan-place.fixture";
import { type PlanWatch, type SeenPlan, watchPlans } from "./watch-plans.fixture";

const dayMs = 86_400_000;
const now = Math.floor(Date.now() / 1000) * 1000;
/** Aggregates are materialised up to here; behind it are the buckets that are running. */
const frontier = Math.floor(now / dayMs) * dayMs - dayMs;
const world = createWorld("plans", now - 20 * dayMs, now, 3000);
const url = process.env.DATABASE_URL ?? "";
let prisma: PrismaClient;
let watch: PlanWatch;
let place: PlanPlace;
let limits: Map<string, { table: string; isOver: boolean; mostRows: number }>;
const seenFiles = new Set<string>();

beforeAll(async () => {
  prisma = createPrisma(url);
  watch = watchPlans(url);
  await insertCatalogue(prisma, world);
  await insertEvents(prisma, world);
  await refreshAggregates(prisma, now - 20 * dayMs, frontier);
  place = await insertPlanPlace(prisma, world, now);
  limits = await readLimits();
}, 600_000);
afterAll(async () => {
  await watch.stop();
  await prisma.$disconnect();
});

describe("the plans of read models", () => {
  it.each(planCases)("$name: reads no stored events that aggregates have counted", async ({ ask, showsRows }) => {
    const plans = await plansOf(() => ask(noting(watch.prisma), place));
    expect(plans.length).toBeGreaterThan(0);
    if (!showsRows) expect(faultsOf(plans)).toEqual([]);
  });

  it("are those of every statement in the read models", async () => {
    const files = readdirSync("lib/read-models", { recursive: true, encoding: "utf8" })
      .map((file) => `lib/read-models/${file}`)
      .filter((file) => file.endsWith(".ts") && !/\.(fixture|test)\.ts$/.test(file))
      .filter((file) => readFileSync(file, "utf8").includes("$queryRaw`"));
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((file) => !seenFiles.has(file))).toEqual([]);
  });

  it("show it when a report counts stored events", async () => {
    const [from, to] = [isoOf(frontier - 15 * dayMs), isoOf(frontier)];
    const plans = await plansOf(
      () => watch.prisma.$queryRaw`
        select count(*) from impression
        where campaign_id = 'plans-one' and occurred_at >= ${from}::timestamptz and occurred_at < ${to}::timestamptz`,
    );
    expect(faultsOf(plans).map(({ table }) => table)).toContain("impression");
  });

  it("show it when a report counts stored events of the chunk that is running", async () => {
    const plans = await plansOf(
      () =>
        watch.prisma
          .$queryRaw`select count(*) from impression where occurred_at >= ${isoOf(frontier - 7 * dayMs)}::timestamptz`,
    );
    expect(faultsOf(plans)).not.toEqual([]);
  });
});

async function plansOf(ask: () => Promise<unknown>): Promise<SeenPlan[]> {
  watch.take();
  await ask();
  return watch.take();
}

/** Looks at chunks of stored events that lie below the frontier, or that gave more than what is behind it. */
function faultsOf(plans: readonly SeenPlan[]) {
  return plans.flatMap(({ statement, scans }) =>
    scans.flatMap(({ relation, rows }) => {
      if (relation === "?") return [{ table: "?", relation, rows, statement }];
      const limit = limits.get(relation);
      return limit && (limit.isOver || rows > limit.mostRows)
        ? [{ table: limit.table, relation, rows, statement }]
        : [];
    }),
  );
}

const chunkSchema = z.array(z.object({ relation: z.string(), table: z.string(), isOver: z.boolean() }));
const frontierSchema = z.array(z.object({ table: z.string(), at: z.date() }));

/** Of each chunk of the tables that have aggregates, whether all of it is counted, and how many rows are not. */
async function readLimits() {
  const frontiers = frontierSchema.parse(
    await prisma.$queryRaw`
    select view.hypertable_name::text as table, min(to_timestamp(w.watermark / 1000000.0)) as at
    from timescaledb_information.continuous_aggregates view
    join _timescaledb_catalog.continuous_agg a on a.user_view_name = view.view_name
    join _timescaledb_catalog.continuous_aggs_watermark w using (mat_hypertable_id)
    where view.hypertable_name in (select hypertable_name from timescaledb_information.hypertables where hypertable_schema = 'public')
      and w.watermark > 0
    group by 1`,
  );
  const found: typeof limits = new Map();
  for (const { table, at } of frontiers) {
    const mostRows = await countBehind(table, at);
    const chunks = chunkSchema.parse(
      await prisma.$queryRaw`
      select chunk_name::text as relation, hypertable_name::text as table, range_end <= ${at}::timestamptz as "isOver"
      from timescaledb_information.chunks where hypertable_name = ${table}`,
    );
    for (const { relation, isOver } of chunks) found.set(relation, { table, isOver, mostRows });
  }
  return found;
}

async function countBehind(table: string, at: Date): Promise<number> {
  const where = { where: { occurredAt: { gte: at } } };
  const count = {
    impression: () => prisma.impression.count(where),
    click: () => prisma.click.count(where),
    conversion: () => prisma.conversion.count(where),
    conversion_credit: () => prisma.conversionCredit.count(where),
    bid_request: () => prisma.bidRequest.count(where),
  }[table];
  if (!count) throw new Error(`The table ${table} has aggregates, and this test does not know it.`);
  return await count();
}

/** The same client; notes which file of the read models each statement comes from. */
function noting(client: PrismaClient): PrismaClient {
  return new Proxy(client, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name !== "$queryRaw") return value.bind(target);
      return (...args: unknown[]) => {
        const [file] =
          /lib\/read-models\/[^:)]+?(?<!fixture|test)\.ts/.exec(
            new Error().stack?.replace(/.*\.(fixture|test)\.ts.*/g, "") ?? "",
          ) ?? [];
        if (file) seenFiles.add(file);
        return value.apply(target, args);
      };
    },
  });
}
