import type { Client } from "pg";
import type { BenchEvent } from "./events";

/** A way to store each event once: its tables, and the statement that inserts a batch of events. */
export interface Scheme {
  name: string;
  title: string;
  /** A unique index of the hypertable, by its columns. */
  unique: string | null;
  /** Whether ids are taken in a key table first, as the product does. */
  hasKeys: boolean;
}

export const schemes: readonly Scheme[] = [
  { name: "plain", title: "no deduplication (the limit)", unique: null, hasKeys: false },
  {
    name: "keys",
    title: "(a) key table, and unique (campaign, time, id)",
    unique: "campaign_id, occurred_at, event_id",
    hasKeys: true,
  },
  { name: "id_time", title: "(b) unique (id, time)", unique: "event_id, occurred_at", hasKeys: false },
  {
    name: "campaign_time",
    title: "(c) unique (campaign, time, id) alone",
    unique: "campaign_id, occurred_at, event_id",
    hasKeys: false,
  },
];

export const schema = "bench_dedupe";
const tableOf = ({ name }: Scheme) => `${schema}.event_${name}`;
const keysOf = ({ name }: Scheme) => `${schema}.key_${name}`;

/** Makes a scheme's tables, with chunks of 7 days that are compressed as the product's are. */
export async function createTables(client: Client, scheme: Scheme): Promise<void> {
  const table = tableOf(scheme);
  await client.query(`
    create table ${table} (event_id text not null, occurred_at timestamptz not null, received_at timestamptz not null,
      source_id text not null, batch_id text not null, user_key uuid not null, campaign_id text not null,
      site text not null, cost_micros bigint not null, device text not null)`);
  await client.query(
    `select create_hypertable('${table}', 'occurred_at', chunk_time_interval => interval '7 days', create_default_indexes => false)`,
  );
  if (scheme.unique) await client.query(`create unique index on ${table} (${scheme.unique})`);
  const order = "timescaledb.compress_orderby = 'occurred_at, event_id'";
  await client.query(
    `alter table ${table} set (timescaledb.compress, timescaledb.compress_segmentby = 'campaign_id', ${order})`,
  );
  if (!scheme.hasKeys) return;
  await client.query(`
    create table ${keysOf(scheme)} (kind text not null, event_id text not null, occurred_at timestamptz not null,
      content_hash bytea not null, received_at timestamptz not null, time_given_by_us boolean not null,
      primary key (kind, event_id))`);
}

/** Inserts a batch in one transaction, sorted by the scheme's key; what is there already is left out. Gives how long it took. */
export async function insertBatch(client: Client, scheme: Scheme, events: readonly BenchEvent[]): Promise<number> {
  const startedAt = performance.now();
  await client.query("begin");
  const fresh = scheme.hasKeys ? await takeKeys(client, scheme, events) : events;
  if (fresh.length > 0) await insertEvents(client, scheme, fresh);
  await client.query("commit");
  return performance.now() - startedAt;
}

async function takeKeys(client: Client, scheme: Scheme, events: readonly BenchEvent[]): Promise<BenchEvent[]> {
  const { rows } = await client.query<{ event_id: string }>(
    `insert into ${keysOf(scheme)}
     select 'impression', event_id, occurred_at, decode(content_hash, 'hex'), now(), false
     from unnest($1::text[], $2::timestamptz[], $3::text[]) as row (event_id, occurred_at, content_hash)
     order by event_id
     on conflict do nothing
     returning event_id`,
    [events.map((event) => event.id), events.map((event) => event.at), events.map((event) => event.hash)],
  );
  const taken = new Set(rows.map((row) => row.event_id));
  return events.filter((event) => taken.has(event.id));
}

async function insertEvents(client: Client, scheme: Scheme, events: readonly BenchEvent[]): Promise<void> {
  await client.query(
    `insert into ${tableOf(scheme)}
     select event_id, occurred_at, now(), 'source', 'batch', user_key, campaign_id, site, 4500, 'phone'
     from unnest($1::text[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[])
       as row (event_id, occurred_at, user_key, campaign_id, site)
     order by ${scheme.unique ?? "occurred_at"}
     ${scheme.unique ? "on conflict do nothing" : ""}`,
    [
      events.map((event) => event.id),
      events.map((event) => event.at),
      events.map((event) => event.userKey),
      events.map((event) => event.campaignId),
      events.map((event) => event.site),
    ],
  );
}

export async function countRows(client: Client, scheme: Scheme): Promise<number> {
  const { rows } = await client.query(`select count(*)::integer as rows from ${tableOf(scheme)}`);
  return rows[0].rows;
}

/** What the tables and their indexes take, in bytes. */
export async function sizeOf(client: Client, scheme: Scheme): Promise<{ events: number; keys: number }> {
  const keys = scheme.hasKeys ? `pg_total_relation_size('${keysOf(scheme)}')` : "0";
  const { rows } = await client.query(
    `select hypertable_size('${tableOf(scheme)}')::float8 as events, ${keys}::float8 as keys`,
  );
  return rows[0];
}

/** Compresses what is older than that many days. */
export async function compressOld(client: Client, scheme: Scheme, days: number): Promise<void> {
  await client.query(
    `select compress_chunk(c) from show_chunks('${tableOf(scheme)}', older_than => now() - interval '${days} days') c`,
  );
}
