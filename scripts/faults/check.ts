import { Client } from "pg";
import type { Load } from "./load";
import type { SendLog } from "./send";

export interface Check {
  name: string;
  ok: boolean;
  found: string;
}

/** Waits until the ledger has stood still for three seconds and no accepted record is pending. */
export async function waitUntilDrained(databaseUrl: string, log: SendLog, limitMs: number): Promise<void> {
  const until = Date.now() + limitMs;
  let last = "";
  let since = Date.now();
  while (Date.now() < until) {
    const state = await query(databaseUrl, ledgerTotals)
      .then((rows) => JSON.stringify(rows))
      .catch(() => "");
    if (state !== last) since = Date.now();
    last = state;
    const received = Number((JSON.parse(state || "[{}]")[0] as { received?: string }).received ?? 0);
    if (received >= log.acceptedRecords && Date.now() - since > 3000) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const ledgerTotals = `
  select sum(received)::text as received, sum(stored)::text as stored, sum(duplicate)::text as duplicate,
         sum(rejected)::text as rejected, count(*)::text as chunks
  from chunk_ledger`;

/** How many chunks have been written. */
export async function countChunks(databaseUrl: string): Promise<number> {
  const [row] = await query(databaseUrl, "select count(*)::text as n from chunk_ledger");
  return Number(row?.n);
}

/** Compares what is stored with what a plain loop over the load expects. */
export async function checkStored(databaseUrl: string, load: Load, log: SendLog): Promise<Check[]> {
  const [ledger = {}] = await query(databaseUrl, ledgerTotals);
  const [rejects = {}] = await query(databaseUrl, "select count(*)::text as n from rejected_record");
  const [open = {}] = await query(
    databaseUrl,
    `select count(*)::text as n from batch b
     where b.id = any($1) and b.records is distinct from
       (select sum(received) from chunk_ledger l where l.batch_id = b.id and l.received_at = b.received_at)`,
    [log.batchIds],
  );
  const [known = {}] = await query(databaseUrl, "select count(*)::text as n from batch where id = any($1)", [
    log.batchIds,
  ]);
  const checks: Check[] = [
    equal(
      "received = stored + duplicate + rejected",
      Number(ledger.received),
      sum(ledger, "stored", "duplicate", "rejected"),
    ),
    equal("every reject has its row", Number(ledger.rejected), Number(rejects.n)),
    equal("every acknowledged request is a batch", log.batchIds.length, Number(known.n)),
    equal("acknowledged batches with something pending", 0, Number(open.n)),
  ];
  for (const kind of ["impression", "click"] as const) {
    const rows = await query(databaseUrl, `select event_id as id from ${kind}`);
    const ids = new Set(rows.map((row) => row.id));
    const missing = [...load.expectedIds[kind]].filter((id) => !ids.has(id)).length;
    checks.push(
      equal(`${kind} rows stored`, load.expectedIds[kind].size, rows.length),
      equal(`${kind} duplicate rows`, 0, rows.length - ids.size),
      equal(`${kind} events lost`, 0, missing),
    );
  }
  const stored = load.expectedIds.impression.size + load.expectedIds.click.size;
  checks.push(equal("the ledger's stored is the number of rows", stored, Number(ledger.stored)));
  return checks;
}

/** The campaigns' figures in the API, gross, must be the stored rows. */
export async function checkReport(url: string, key: string, load: Load): Promise<Check[]> {
  const to = new Date(Date.now() + 3_600_000).toISOString();
  const from = new Date(Date.now() - 86_400_000).toISOString();
  let totals = { impressions: -1, clicks: -1 };
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const answer = await fetch(`${url}/api/campaigns?from=${from}&to=${to}&traffic=gross&advertiserId=fault`, {
      headers: { authorization: `Bearer ${key}` },
    });
    totals = ((await answer.json()) as { totals: typeof totals }).totals;
    if (totals.impressions === load.expectedIds.impression.size && totals.clicks === load.expectedIds.click.size) break;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return [
    equal("impressions in the report", load.expectedIds.impression.size, totals.impressions),
    equal("clicks in the report", load.expectedIds.click.size, totals.clicks),
  ];
}

/** A check that two numbers are the same. */
export function equal(name: string, expected: number, found: number): Check {
  return { name, ok: expected === found, found: expected === found ? String(found) : `${found}, expected ${expected}` };
}

function sum(row: Record<string, string>, ...keys: string[]): number {
  return keys.reduce((total, key) => total + Number(row[key]), 0);
}

/** Asks the database over a connection of its own. */
export async function query(
  databaseUrl: string,
  text: string,
  values: unknown[] = [],
): Promise<Record<string, string>[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
