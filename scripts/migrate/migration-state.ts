import type { Client } from "pg";
import { MigrationError } from "./migration-error";
import type { Migration } from "./read-migrations";

/** Prisma's own table, so that `prisma migrate deploy` finds the same state. */
const createTable = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

/** Any number; the same for every runner, so that two take turns. */
const lockKey = 7_236_001;

/** Runs the work in a transaction that no other runner shares the time of. */
export async function inTurn<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock($1)", [lockKey]);
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

/** Makes Prisma's table where it is missing. */
export function prepareState(client: Client): Promise<unknown> {
  return inTurn(client, () => client.query(createTable));
}

/**
 * Whether the database does not have the migration yet.
 * @throws MigrationError when the database and the files contradict each other.
 */
export async function isPending(client: Client, migration: Migration, all: readonly Migration[]): Promise<boolean> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished
     from _prisma_migrations where rolled_back_at is null order by started_at`,
  );
  const unknown = rows.find((row) => !all.some(({ name }) => name === row.name));
  if (unknown) {
    throw new MigrationError(
      `The database has migration ${unknown.name}, which this version does not know: start the newer version.`,
    );
  }
  const half = rows.find((row) => !row.finished);
  if (half) {
    throw new MigrationError(
      `Migration ${half.name} was begun and not finished: repair what it left, then settle it with \`prisma migrate resolve\`.`,
    );
  }
  const row = rows.find(({ name }) => name === migration.name);
  if (row && row.checksum !== migration.checksum) {
    throw new MigrationError(
      `Migration ${row.name} was edited after it was applied: put its file back and add a new one.`,
    );
  }
  return !row;
}
