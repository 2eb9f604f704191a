import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

/**
 * `npm run bench:latency -- --rate 500 --seconds 60`: how long it takes from an accepted request to
 * the campaign's figure in the API, at a steady rate, against a running product (`npm start`).
 * Every request carries 50 impressions; the report is asked for all the time, and a request counts as
 * seen once the campaign's gross impressions have reached all that was accepted up to it.
 */
const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://127.0.0.1:3000" },
    "data-dir": { type: "string", default: ".data" },
    rate: { type: "string", default: "500" },
    seconds: { type: "string", default: "60" },
  },
});
const perRequest = 50;
const rate = Number(values.rate);
const requests = Math.round((rate * Number(values.seconds)) / perRequest);
const keys = JSON.parse(readFileSync(join(values["data-dir"], "credentials.json"), "utf8"));
const run = Date.now().toString(36);
const campaign = `bench-${run}`;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function call(path: string, key: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, ...init.headers };
  const answer = await fetch(`${values.url}${path}`, { ...init, headers });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

function body(request: number): string {
  return Array.from({ length: perRequest }, (_, index) =>
    JSON.stringify({
      eventId: `${run}-${request}-${index}`,
      occurredAt: new Date().toISOString(),
      userId: `user-${(request * perRequest + index) % 5000}`,
      creativeId: `${campaign}-a`,
      site: "news.example",
    }),
  ).join("\n");
}

/** Accepted requests that the report does not show yet: how many events there were by then, and when. */
const waiting: { events: number; acceptedAt: number }[] = [];
const latenciesMs: number[] = [];
let accepted = 0;
let sending = true;

async function send(): Promise<void> {
  const open: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let request = 0; request < requests; request += 1) {
    await pause(startedAt + (request * perRequest * 1000) / rate - performance.now());
    const init = { method: "POST", headers: { "content-type": "application/x-ndjson" }, body: body(request) };
    open.push(
      call("/api/ingest/impressions", keys.ingestKey, init).then(() => {
        accepted += perRequest;
        waiting.push({ events: accepted, acceptedAt: performance.now() });
      }),
    );
  }
  await Promise.all(open);
  sending = false;
}

async function watch(): Promise<void> {
  while (sending || waiting.length > 0) {
    const path = `/api/campaigns/${campaign}/performance?bucket=none&traffic=gross`;
    const report = (await (await call(path, keys.readKey)).json()) as { totals: { impressions: number } };
    const now = performance.now();
    while (waiting[0] && waiting[0].events <= report.totals.impressions) {
      latenciesMs.push(now - (waiting.shift()?.acceptedAt ?? now));
    }
    await pause(50);
  }
}

const percentile = (share: number) => {
  const sorted = [...latenciesMs].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN);
};

await call("/api/catalog", keys.manageKey, {
  method: "PUT",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    advertisers: [{ id: "bench", name: "Bench" }],
    campaigns: [{ id: campaign, advertiserId: "bench", name: campaign }],
    creatives: [{ id: `${campaign}-a`, campaignId: campaign, name: "a" }],
  }),
});
const startedAt = performance.now();
await Promise.all([send(), watch()]);
const seconds = (performance.now() - startedAt) / 1000;
const result = {
  bench: "latency",
  rate,
  events: accepted,
  reachedRate: Math.round(accepted / seconds),
  p50Ms: percentile(0.5),
  p95Ms: percentile(0.95),
  p99Ms: percentile(0.99),
  maxMs: percentile(1),
};
console.table(result);
console.log(JSON.stringify(result));
