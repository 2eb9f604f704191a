import type { Client } from "pg";
import type { PrismaClient } from "@/lib/storage/prisma";
import { refreshAggregate } from "@/lib/storage/rollup/refresh-aggregate";
import { fillDay } from "./fill-day";
import { fillReach } from "./fill-reach";
import { fillBooks, fillCatalogue } from "./fill-rest";
import type { World } from "./world";

const dayMs = 86_400_000;
/** As role rollup keeps it. */
const graceMs = 120_000;
const levels = [
  ["_15m", 900_000],
  ["_1h", 3_600_000],
  ["_1d", dayMs],
] as const;
/** So many events are filled at a time, all days in turn. */
const stepEvents = 1_000_000;

/** The world that a database holds, and how many of its events it has so far. */
export interface Stored {
  world: World;
  events: number;
  /** How many events what is made of them is made of. */
  reported: number;
}

/** Reads what an earlier run has left, or begins a world whose present is now. */
export async function openWorld(db: Client, days: number, campaigns: number): Promise<Stored> {
  await db.query(`
    create table if not exists bench_world (now timestamptz, days int, campaigns int, events bigint, reported bigint)`);
  const { rows } = await db.query("select * from bench_world");
  if (rows.length === 0) {
    const world: World = { events: 0, days, campaigns, now: Math.floor(Date.now() / 1000) * 1000 };
    await fillCatalogue(db, world);
    await db.query("insert into bench_world values ($1, $2, $3, 0, 0)", [new Date(world.now), days, campaigns]);
    return { world, events: 0, reported: 0 };
  }
  const [row] = rows;
  const world = { events: Number(row.events), days: row.days, campaigns: row.campaigns, now: row.now.getTime() };
  return { world, events: world.events, reported: Number(row.reported) };
}

/** Fills the database up to so many events, and brings everything that is made from them up to date. */
export async function growWorld(db: Client, prisma: PrismaClient, stored: Stored, events: number): Promise<void> {
  for (let from = stored.events; from < events; from += stepEvents) {
    const part = { from, to: Math.min(events, from + stepEvents) };
    const startedAt = performance.now();
    for (let day = 0; day < stored.world.days; day += 1) {
      await fillDay(db, stored.world, day, part);
      say(`filled day ${day + 1} of ${stored.world.days}, events ${part.from} to ${part.to}`, startedAt);
    }
    stored.events = part.to;
    await db.query("update bench_world set events = $1", [part.to]);
  }
  if (stored.reported === stored.events) return;
  await analyse(db);
  await refreshAll(db, prisma, stored.world);
  await fillReach(db);
  await fillBooks(db, stored.world);
  await analyse(db);
  await db.query("update bench_world set reported = events");
  stored.reported = stored.events;
}

/** Refreshes every view up to the start of the bucket that is running, the finer levels first. */
async function refreshAll(db: Client, prisma: PrismaClient, world: World): Promise<void> {
  const startedAt = performance.now();
  const { rows } = await db.query(
    "select view_name as name from timescaledb_information.continuous_aggregates order by 1",
  );
  const first = Math.floor((world.now - (world.days + 1) * dayMs) / dayMs) * dayMs;
  let limit = world.now - graceMs;
  for (const [level, bucketMs] of levels) {
    limit = Math.floor(limit / bucketMs) * bucketMs;
    for (const { name } of rows.filter((row) => row.name.endsWith(level))) {
      for (let from = first; from < limit; from += 7 * dayMs) {
        await refreshAggregate(prisma, { view: name, from, to: Math.min(limit, from + 7 * dayMs) });
      }
      say(`refreshed ${name}`, startedAt);
    }
  }
  await db.query("checkpoint");
}

async function analyse(db: Client): Promise<void> {
  const { rows } = await db.query(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', '_timescaledb_internal')`);
  for (const { name } of rows) await db.query(`vacuum (analyze) ${name}`);
}

function say(what: string, since: number): void {
  if (process.stderr.isTTY || process.env.VERBOSE) {
    console.error(`${((performance.now() - since) / 1000).toFixed(0)} s ${what}`);
  }
}
