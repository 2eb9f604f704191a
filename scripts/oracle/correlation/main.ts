import { createHmac } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { settle } from "../plain/settle";
import { deliver } from "../run/deliver";
import { type Pipeline, startPipeline } from "../run/start-pipeline";
import { Random } from "../world/random";
import type { Sent } from "../world/sent";
import { seedCatalogue } from "./catalogue";
import { compareLog, compareReach, compareRows, compareViews, type Difference, expectedRows } from "./compare-stored";
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
const emptied =
  "impression, click, conversion, bid_request, conversion_credit, journey_event, event_key, conversion_order, batch, " +
  "chunk_ledger, ledger_change, rejected_record, quality_issue, quality_issue_hour, campaign_arrival, touched_range, " +
  "watermark, user_days, reach_day, reach_delta, reported_day, restatement, restate_range";

let passed = 0;
let failed = 0;
// no minutes of calm between a chunk and what is told of it: every portion has to be looked at
const pipeline = await startPipeline(["ingest", "correlate", "rollup"], { RESTATE_QUIET_SECONDS: "0" });
try {
  await seedCatalogue(pipeline.db);
  const first = Number(values.first);
  for (let seed = first; seed < first + Number(values.seeds); seed += 1) await runSeed(pipeline, seed);
} finally {
  await pipeline.stop();
}
if (process.env.ORACLE_REPORT) {
  mkdirSync(dirname(process.env.ORACLE_REPORT), { recursive: true });
  writeFileSync(process.env.ORACLE_REPORT, JSON.stringify({ passed, failed }));
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function runSeed(pipeline: Pipeline, seed: number): Promise<void> {
  const world = makeCorrelationWorld(Number(values.events), seed, now);
  const expected = expectAll(world, seed, pipeline.secret);
  for (let order = 0; order < Number(values.orders); order += 1) {
    const startedAt = performance.now();
    await empty(pipeline);
    const portions = await deliverInPortions(pipeline, world, new Random(seed * 1000 + order), `s${seed}o${order}`);
    const { db } = pipeline;
    const log = await compareLog(db);
    const differences = [
      ...(await compareRows(db, expected.rows)),
      await compareViews(db, expected.views),
      await compareReach(db, expected.reach),
      log,
    ];
    say(`seed ${seed} order ${order}: ${world.length} records in ${portions} portions, ${told(startedAt)}`);
    for (const each of differences) check(`seed ${seed} order ${order}, ${each.name}`, each);
  }
}

function expectAll(world: readonly Sent[], seed: number, secret: string) {
  const source = (sent: Sent) => sent.source ?? `oracle-${sent.path}`;
  const sourceOf = new Map(world.map((sent) => ["means" in sent.fate ? sent.fate.means : undefined, source(sent)]));
  const { stored } = settle(world.map((sent) => ({ sent, batchId: "", record: 0 })));
  const rows = plainRows(stored, ({ means }) => sourceOf.get(means) ?? "");
  const keys = new Map<string, string>();
  const userKey = (user: string) => {
    const key = keys.get(user) ?? createHmac("sha256", secret).update(user).digest("hex").slice(0, 32);
    keys.set(user, key);
    return key;
  };
  return {
    rows: expectedRows(rows, now),
    views: expectViews(rows, userKey),
    reach: expectReach(rows, new Random(seed), now),
  };
}

/** Everything but the catalogue; the aggregates too. */
async function empty({ db }: Pipeline): Promise<void> {
  const { rows } = await db.query<{ view: string }>(
    "select view_name::text as view from timescaledb_information.continuous_aggregates",
  );
  await db.query(`truncate ${emptied}, ${rows.map((row) => row.view).join(", ")}`);
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
