import { createHmac } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { settle } from "../plain/settle";
import { deliver } from "../run/deliver";
import { oracleSecret, type Pipeline, startPipeline } from "../run/start-pipeline";
import { Random } from "../world/random";
import type { Sent } from "../world/sent";
import { seedCatalogue } from "./catalogue";
import {
  compareLog,
  compareReach,
  compareRows,
  compareViews,
  type Difference,
  expectedDays,
  expectedRows,
} from "./compare-stored";
import { freshDatabase } from "./fresh-database";
import { makeCorrelationWorld } from "./make-world";
import { expectReach } from "./plain-reach";
import { plainRows } from "./plain-rows";
import { expectViews } from "./plain-views";

/**
 * `npm run oracle:correlation -- --seeds 20 --orders 10 --events 20000`: hands each seed's set of events to the
 * real workers in random orders, chunk sizes and portions, and compares the stored matches, all models' credits,
 * every aggregate, reach, and the log of restatements with plain loops over the set, which share no code with the
 * pipeline. Ends with 1 when anything differs.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "20" },
    orders: { type: "string", default: "10" },
    events: { type: "string", default: "20000" },
    /** The first seed: a run goes on where another ended. */
    first: { type: "string", default: "1" },
    now: { type: "string", default: new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString() },
  },
});
const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);
const now = Date.parse(values.now);
let passed = 0;
let failed = 0;
const first = Number(values.first);
for (let seed = first; seed < first + Number(values.seeds); seed += 1) await runSeed(seed);
if (process.env.ORACLE_REPORT) {
  mkdirSync(dirname(process.env.ORACLE_REPORT), { recursive: true });
  writeFileSync(process.env.ORACLE_REPORT, JSON.stringify({ passed, failed }));
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function runSeed(seed: number): Promise<void> {
  const world = makeCorrelationWorld(Number(values.events), seed, now);
  const expected = expectAll(world, seed);
  for (let order = 0; order < Number(values.orders); order += 1) {
    const startedAt = performance.now();
    const name = `s${seed}o${order}`;
    const database = await freshDatabase(name);
    // no minutes of calm between a chunk and what is told of it: every portion has to be looked at
    const pipeline = await startPipeline(
      ["ingest", "correlate", "rollup"],
      { RESTATE_QUIET_SECONDS: "0" },
      database.url,
    );
    try {
      await seedCatalogue(pipeline.db);
      const portions = await deliverInPortions(pipeline, world, new Random(seed * 1000 + order), name);
      const differences = await differencesOf(pipeline, expected);
      say(`seed ${seed} order ${order}: ${world.length} records in ${portions} portions, ${told(startedAt)}`);
      for (const each of differences) check(`seed ${seed} order ${order}, ${each.name}`, each);
    } finally {
      await pipeline.stop();
      await database.drop();
    }
  }
}

async function differencesOf({ db }: Pipeline, expected: ReturnType<typeof expectAll>): Promise<Difference[]> {
  return [
    ...(await compareRows(db, expected.rows, expected.daysUntil(Date.now()))),
    await compareViews(db, expected.views),
    await compareReach(db, expected.reach),
    await compareLog(db),
  ];
}

function expectAll(world: readonly Sent[], seed: number) {
  const source = (sent: Sent) => sent.source ?? `oracle-${sent.path}`;
  const sourceOf = new Map(world.map((sent) => ["means" in sent.fate ? sent.fate.means : undefined, source(sent)]));
  const { stored } = settle(world.map((sent) => ({ sent, batchId: "", record: 0 })));
  const rows = plainRows(stored, ({ means }) => sourceOf.get(means) ?? "");
  const keys = new Map<string, string>();
  const userKey = (user: string) => {
    const key = keys.get(user) ?? createHmac("sha256", oracleSecret).update(user).digest("hex").slice(0, 32);
    keys.set(user, key);
    return key;
  };
  return {
    rows: expectedRows(rows, now),
    daysUntil: (later: number) => new Set(expectedDays(rows, later)),
    views: expectViews(rows, userKey),
    reach: expectReach(rows, new Random(seed), now),
  };
}

/** Each portion is worked off and reported before the next one comes late. */
async function deliverInPortions(
  pipeline: Pipeline,
  world: readonly Sent[],
  random: Random,
  name: string,
): Promise<number> {
  const shuffled = random.shuffle(world);
  const portions = 2 + random.below(2);
  const cuts = [...Array.from({ length: portions - 1 }, () => random.below(shuffled.length)), shuffled.length].sort(
    (a, b) => a - b,
  );
  for (const [index, cut] of cuts.entries()) {
    const part = shuffled.slice(cuts[index - 1] ?? 0, cut);
    const receivedAt = new Date(now).toISOString();
    await deliver(part, pipeline.send, { random, name: `${name}p${index}`, receivedAt });
    await pipeline.drained();
  }
  return portions;
}

function check(name: string, { rows, missing, surplus }: Difference): void {
  const isOk = missing.length + surplus.length === 0;
  if (isOk) passed += 1;
  else failed += 1;
  say(`${isOk ? "ok    " : "FAILED"} ${name}: ${rows} rows, ${missing.length} missing, ${surplus.length} surplus`);
  for (const line of missing.slice(0, 5)) say(`  missing ${line}`);
  for (const line of surplus.slice(0, 5)) say(`  surplus ${line}`);
}

function told(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`;
}
