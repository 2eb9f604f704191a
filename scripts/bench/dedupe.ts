import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { startEmbedded } from "../embedded/start-embedded";
import { freePort } from "../test/start-nats";
import { type BenchEvent, makeEvents } from "./dedupe/events";
import {
  compressOld,
  countRows,
  createTables,
  insertBatch,
  type Scheme,
  schema,
  schemes,
  sizeOf,
} from "./dedupe/schemes";

/**
 * `npm run bench:dedupe -- --rows 400000`: what it costs to store each event once, in three ways, beside inserting
 * without any. On the database that DATABASE_URL names (in a schema of its own, which is dropped), or on a fresh
 * embedded one. The ways take turns batch by batch, so that a noisy machine is noisy to all of them alike.
 */
const { values } = parseArgs({ options: { rows: { type: "string", default: "300000" } } });
const rows = Number(values.rows);
const batchSizes = [500, 5000];
/** An event of an old day, in a chunk of its own that is compressed later. */
const oldDays = { fromDay: 64, toDay: 63 };
const oldRows = Math.round(rows / 10);
const lateRows = 1000;

type Figures = Record<string, number>;

async function run(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create extension if not exists timescaledb`);
    await client.query(`drop schema if exists ${schema} cascade`);
    await client.query(`create schema ${schema}`);
    for (const scheme of schemes) await createTables(client, scheme);
    await measure(client);
  } finally {
    await client.query(`drop schema if exists ${schema} cascade`).catch(() => undefined);
    await client.end();
  }
}

async function measure(client: pg.Client): Promise<void> {
  const figures = new Map<Scheme, Figures>(schemes.map((scheme) => [scheme, {}]));
  const old = makeEvents(oldRows, oldDays);
  for (const scheme of schemes) {
    for (let at = 0; at < old.length; at += 5000) await insertBatch(client, scheme, old.slice(at, at + 5000));
  }
  await grow(client, figures);
  for (const [scheme, each] of figures) {
    const size = await sizeOf(client, scheme);
    const stored = await countRows(client, scheme);
    Object.assign(each, { bytesPerRow: (size.events + size.keys) / stored, keyBytesPerRow: size.keys / stored });
  }
  await late(client, figures, old, "");
  for (const scheme of schemes) await compressOld(client, scheme, 30);
  await late(client, figures, old, "Compressed");
  tell(figures);
}

/** Fills the tables; gives rows a second by size of batch, for the first and the last third. */
async function grow(client: pg.Client, figures: Map<Scheme, Figures>): Promise<void> {
  const spent = new Map<string, { rows: number; ms: number }>();
  for (let done = 0, turn = 0; done < rows; turn += 1) {
    const size = done % 50_000 < 10_000 ? 500 : 5000;
    const events = makeEvents(size, { fromDay: 13, toDay: 0 });
    const third = done < rows / 3 ? "first" : done >= (2 * rows) / 3 ? "last" : "middle";
    const inTurn = schemes.map((_, index) => schemes[(index + turn) % schemes.length] as Scheme);
    for (const scheme of inTurn) {
      const key = `${scheme.name} ${third} ${size}`;
      const sum = spent.get(key) ?? { rows: 0, ms: 0 };
      spent.set(key, { rows: sum.rows + size, ms: sum.ms + (await insertBatch(client, scheme, events)) });
    }
    done += size;
  }
  for (const [scheme, each] of figures) {
    for (const third of ["first", "last"]) {
      for (const size of batchSizes) {
        const { rows: count, ms } = spent.get(`${scheme.name} ${third} ${size}`) ?? { rows: 0, ms: 1 };
        each[`${third}${size}`] = (count * 1000) / ms;
      }
    }
  }
}

/** Inserts duplicates and new events of the old day; gives milliseconds for 1,000 of each, and checks what came of them. */
async function late(
  client: pg.Client,
  figures: Map<Scheme, Figures>,
  old: readonly BenchEvent[],
  when: string,
): Promise<void> {
  const duplicates = Array.from({ length: lateRows }, (_, index) => old[(index * 7) % old.length] as BenchEvent);
  const fresh = makeEvents(lateRows, oldDays);
  for (const [scheme, each] of figures) {
    const before = await countRows(client, scheme);
    if (scheme.unique) each[`duplicates${when}Ms`] = await insertBatch(client, scheme, duplicates);
    each[`fresh${when}Ms`] = await insertBatch(client, scheme, fresh);
    const added = (await countRows(client, scheme)) - before;
    if (added !== lateRows) throw new Error(`${scheme.title}: ${added} rows were added, not ${lateRows}`);
  }
}

const columns: [string, string][] = [
  ["first500", "rows/s, 500 a batch, at first"],
  ["last500", "at last"],
  ["first5000", "rows/s, 5,000 a batch, at first"],
  ["last5000", "at last"],
  ["bytesPerRow", "bytes a row"],
  ["keyBytesPerRow", "of them keys"],
  ["duplicatesMs", "1,000 late duplicates, ms"],
  ["freshMs", "1,000 late new ones, ms"],
  ["duplicatesCompressedMs", "duplicates, compressed, ms"],
  ["freshCompressedMs", "new ones, compressed, ms"],
];

function tell(figures: Map<Scheme, Figures>): void {
  const number = (value: number | undefined) => (value === undefined ? "–" : Math.round(value).toLocaleString("en-US"));
  console.log(`| way | ${columns.map(([, title]) => title).join(" | ")} |`);
  console.log(`|---|${columns.map(() => "---:").join("|")}|`);
  for (const [scheme, each] of figures) {
    console.log(`| ${scheme.title} | ${columns.map(([name]) => number(each[name])).join(" | ")} |`);
  }
  const rounded = (each: Figures) => Object.fromEntries(Object.entries(each).map(([name, n]) => [name, Math.round(n)]));
  const byName = Object.fromEntries([...figures].map(([scheme, each]) => [scheme.name, rounded(each)]));
  console.log(JSON.stringify({ bench: "dedupe", rows, oldRows, ...byName }));
}

const given = process.env.DATABASE_URL;
if (given) await run(given);
else {
  const dataDir = await mkdtemp(join(tmpdir(), "advertisex-bench-"));
  const database = await startEmbedded({ dataDir, port: await freePort() });
  try {
    await run(database.url);
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
