import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { type Check, checkReport, checkStored, waitUntilDrained } from "./check";
import { loadCatalog, makeLoad } from "./load";
import { sendAll } from "./send";
import { type Part, startStack } from "./stack";

/**
 * `npm run faults -- --part worker --kills 20 --events 50000`: drives the real processes with a
 * seeded load, ends one of them with signal 9 again and again, and compares what is stored with a
 * plain loop over what was sent. Without `--part`: worker, NATS, web and database in turn.
 */
const { values } = parseArgs({
  options: {
    part: { type: "string", multiple: true, default: ["worker", "nats", "web", "database"] },
    kills: { type: "string", default: "20" },
    events: { type: "string", default: "50000" },
    seed: { type: "string", default: "1" },
  },
});

const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 23)} ${line}`);

async function runOne(part: Part, kills: number, events: number, seed: number): Promise<Check[]> {
  const load = makeLoad(events, seed);
  const stack = await startStack(say);
  try {
    await putCatalog(stack.url, stack.keys.manageKey);
    const every = Math.max(1, Math.floor(load.requests.length / (kills + 1)));
    let done = 0;
    const started = Date.now();
    const log = await sendAll(stack.url, stack.keys.ingestKey, load.requests, async (sent) => {
      if (sent % every !== 0 || done >= kills) return;
      done += 1;
      await stack.killAndRestart(part);
    });
    say(
      `${part}: ${events} records sent in ${((Date.now() - started) / 1000).toFixed(1)} s, ${done} kills, ${log.retried} attempts sent again`,
    );
    await waitUntilDrained(stack.databaseUrl, log, 180_000);
    const stored = await checkStored(stack.databaseUrl, load, log);
    const reported = await checkReport(stack.url, stack.keys.readKey, load);
    const killed = { name: "kills", ok: done === kills, found: `${done} of ${kills}` };
    return [killed, ...stored, ...reported];
  } finally {
    await stack.stop();
  }
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
for (const part of values.part as Part[]) {
  const checks = await runOne(part, Number(values.kills), Number(values.events), Number(values.seed));
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
