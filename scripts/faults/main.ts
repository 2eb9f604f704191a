import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { type Check, checkReport, checkStored, countChunks, waitUntilDrained } from "./check";
import { runHostile } from "./hostile/run-hostile";
import { loadCatalog, makeLoad } from "./load";
import { runOutage } from "./run-outage";
import { sendAll } from "./send";
import { type Part, type Stack, startStack } from "./stack";
import { runUpload } from "./upload/run-upload";

/**
 * `npm run faults -- --part worker --kills 20 --events 50000`: drives the real processes with a
 * seeded load, ends one of them with signal 9 again and again, and compares what is stored with a
 * plain loop over what was sent. Other parts: `outage` stops NATS under load, `hostile` sends spoilt
 * bodies, `upload` sends files of gigabytes that break off half-way. Without `--part`: all of them.
 */
const { values } = parseArgs({
  options: {
    part: {
      type: "string",
      multiple: true,
      default: ["worker", "nats", "web", "database", "outage", "hostile", "upload"],
    },
    kills: { type: "string", default: "20" },
    events: { type: "string", default: "50000" },
    seed: { type: "string", default: "1" },
    /** How long NATS is away. */
    seconds: { type: "string", default: "30" },
    bodies: { type: "string", default: "10000" },
    /** The CSV's size; the Avro file has half of it. */
    megabytes: { type: "string", default: "2048" },
  },
});

/** Long enough that what was killed is up again and at work when the next kill comes. */
const betweenKillsMs: Record<Part, number> = { worker: 3500, nats: 2000, web: 4000, database: 9000 };

const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 23)} ${line}`);

const seed = Number(values.seed);
const events = Number(values.events);

async function runOne(part: string): Promise<Check[]> {
  const stack = await startStack(say);
  try {
    await putCatalog(stack.url, stack.keys.manageKey);
    if (part === "outage") return await runOutage(stack, { seconds: Number(values.seconds), events, seed }, say);
    if (part === "hostile") return await runHostile(stack, { bodies: Number(values.bodies), seed }, say);
    if (part === "upload") return await runUpload(stack, Number(values.megabytes), say);
    if (isPart(part)) return await runKills(stack, part, Number(values.kills));
    throw new Error(`There is no part ${part}.`);
  } finally {
    await stack.stop();
  }
}

function isPart(part: string): part is Part {
  return Object.hasOwn(betweenKillsMs, part);
}

async function runKills(stack: Stack, part: Part, kills: number): Promise<Check[]> {
  const load = makeLoad(events, seed);
  const overMs = kills * betweenKillsMs[part];
  const [log, killed] = await Promise.all([
    sendAll(stack.url, stack.keys.ingestKey, load.requests, overMs),
    killAgainAndAgain(stack, part, kills),
  ]);
  say(`${part}: ${events} records sent over ${overMs / 1000} s, ${kills} kills, ${log.retried} attempts sent again`);
  await waitUntilDrained(stack.databaseUrl, log, 180_000);
  const stored = await checkStored(stack.databaseUrl, load, log);
  const reported = await checkReport(stack.url, stack.keys.readKey, load);
  return [killed, ...stored, ...reported];
}

/** Kills, and checks that work went on between most of the kills: a part that never got up proves nothing. */
async function killAgainAndAgain(stack: Stack, part: Part, kills: number): Promise<Check> {
  let chunks = 0;
  let busy = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, betweenKillsMs[part]));
    const now = await countChunks(stack.databaseUrl).catch(() => chunks);
    if (now > chunks) busy += 1;
    chunks = now;
    await stack.killAndRestart(part);
  }
  return { name: "kills with work since the last one", ok: busy >= kills / 2, found: `${busy} of ${kills}` };
}

async function putCatalog(url: string, key: string): Promise<void> {
  const answer = await fetch(`${url}/api/catalog`, {
    method: "PUT",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(loadCatalog()),
  });
  if (!answer.ok) throw new Error(`The catalogue was refused with ${answer.status}: ${await answer.text()}`);
}

let failed = 0;
let passed = 0;
for (const part of values.part) {
  const checks = await runOne(part);
  for (const check of checks) {
    say(`${check.ok ? "ok    " : "FAILED"} ${part}: ${check.name}: ${check.found}`);
    if (check.ok) passed += 1;
    else failed += 1;
  }
}
if (process.env.FAULTS_REPORT) {
  mkdirSync(dirname(process.env.FAULTS_REPORT), { recursive: true });
  writeFileSync(process.env.FAULTS_REPORT, JSON.stringify({ passed, failed }));
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
