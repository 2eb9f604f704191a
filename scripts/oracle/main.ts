import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { expectTables } from "./plain/expected";
import { PlainSettings, worldSteps } from "./plain/settings";
import { settle } from "./plain/settle";
import { checkPlanted } from "./run/check-planted";
import { compare, sameInEveryOrder } from "./run/compare";
import { deliver } from "./run/deliver";
import { readTables } from "./run/read-tables";
import { seedCatalogue } from "./run/seed-catalogue";
import { type Pipeline, startPipeline } from "./run/start-pipeline";
import { makeWorld } from "./world/make-world";
import { Random } from "./world/random";

/**
 * `npm run oracle -- --events 100000 --orders 20`: hands the same events to the real workers in random
 * orders and chunk sizes, and compares every stored row, mark, reject and figure with plain loops over
 * arrays that share no code with the pipeline. Ends with 1 when a row differs.
 */
const { values } = parseArgs({
  options: {
    events: { type: "string", default: "100000" },
    orders: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    /** The first order, and the end of the world's time: a run goes on where another ended. */
    first: { type: "string", default: "0" },
    now: { type: "string", default: new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString() },
  },
});
const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

const now = Date.parse(values.now);
const seed = Number(values.seed);
const world = makeWorld(Number(values.events), seed, now);
const settings = new PlainSettings(worldSteps(now));
const pipeline = await startPipeline();
let passed = 0;
let failed = 0;
const digests = new Set<string>();

const emptied =
  "impression, click, conversion, bid_request, conversion_credit, journey_event, event_key, batch, chunk_ledger, " +
  "ledger_change, rejected_record, quality_issue, quality_issue_hour, campaign_arrival, touched_range, watermark";

try {
  await seedCatalogue(pipeline.db, now);
  const first = Number(values.first);
  for (let order = first; order < first + Number(values.orders); order += 1) await runOrder(pipeline, order);
  check(
    "the stored set, its marks and reasons are the same in every order",
    digests.size === 1,
    `${digests.size} different`,
  );
  await pipeline.db.query(`truncate ${emptied}`);
  for (const { name, isOk, found } of await checkPlanted(pipeline, seed, now)) check(name, isOk, found);
} finally {
  await pipeline.stop();
}
if (process.env.ORACLE_REPORT) {
  mkdirSync(dirname(process.env.ORACLE_REPORT), { recursive: true });
  writeFileSync(process.env.ORACLE_REPORT, JSON.stringify({ passed, failed }));
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function runOrder({ db, secret, send, drained }: Pipeline, order: number): Promise<void> {
  const startedAt = performance.now();
  await db.query(`truncate ${emptied}`);
  const random = new Random(seed * 1000 + order);
  const receivedAt = new Date(now).toISOString();
  const { arrivals, batches } = await deliver(random.shuffle(world.sent), send, {
    random,
    name: `o${order}`,
    receivedAt,
  });
  const writtenAt = performance.now();
  await drained();
  const found = await readTables(db);
  const expected = expectTables(settle(arrivals), batches, { settings, receivedAt: now, secret });
  const took = `${((writtenAt - startedAt) / 1000).toFixed(0)} s to write, ${((performance.now() - writtenAt) / 1000).toFixed(0)} s to settle and compare`;
  say(`order ${order}: ${arrivals.length} records in ${batches.size} batches, ${took}`);
  for (const { table, rows, missing, surplus } of compare(expected, found)) {
    const isSame = missing.length + surplus.length === 0;
    check(`order ${order}, ${table}`, isSame, `${rows} rows, ${missing.length} missing, ${surplus.length} surplus`);
    for (const line of missing.slice(0, 5)) say(`  missing ${line}`);
    for (const line of surplus.slice(0, 5)) say(`  surplus ${line}`);
  }
  digests.add(createHash("sha256").update(sameInEveryOrder(found)).digest("hex"));
}

function check(name: string, isOk: boolean, found: string): void {
  if (isOk) passed += 1;
  else failed += 1;
  say(`${isOk ? "ok    " : "FAILED"} ${name}: ${found}`);
}
