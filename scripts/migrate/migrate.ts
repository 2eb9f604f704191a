import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { checkServer } from "./check-server";
import { type Migration, readMigrations } from "./read-migrations";

export interface MigrateOptions {
  folder?: string;
  onApplied?: (name: string, elapsedMs: number) => void;
}

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

/**
 * Applies the migrations that the database does not have yet, in the order of their names, each in
 * one transaction together with its row in Prisma's table: one that fails leaves nothing behind.
 * Gives the names of those applied now.
 * @throws Error with one sentence when the server does not fit, an applied migration was edited or
 * is missing here, or a migration fails.
 */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.folder ?? "prisma/migrations");
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await checkServer(client);
    await client.query(createTable);
    const applied: string[] = [];
    for (const migration of migrations) {
      const started = Date.now();
      if (!(await apply(client, migration, migrations))) continue;
      applied.push(migration.name);
      options.onApplied?.(migration.name, Date.now() - started);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** Gives false when the migration was there already. */
async function apply(client: Client, migration: Migration, all: readonly Migration[]): Promise<boolean> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock($1)", [lockKey]);
    const isNew = await isPending(client, migration, all);
    if (isNew) {
      await client.query(migration.sql);
      await client.query(
        `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
         values ($1, $2, $3, now(), clock_timestamp(), 1)`,
        [randomUUID(), migration.checksum, migration.name],
      );
    }
    await client.query("commit");
    return isNew;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    if (error instanceof MigrationError) throw error;
    throw new MigrationError(`Migration ${migration.name} failed and left nothing behind: ${(error as Error).message}`);
  }
}

async function isPending(client: Client, migration: Migration, all: readonly Migration[]): Promise<boolean> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished
     from _prisma_migrations where rolled_back_at is null`,
  );
  const unknown = rows.find((row) => !all.some(({ name }) => name === row.name));
  if (unknown)
    throw new MigrationError(
      `The database has migration ${unknown.name}, which this version does not know: start the newer version.`,
    );
  const row = rows.find(({ name }) => name === migration.name);
  if (!row) return true;
  if (!row.finished)
    throw new MigrationError(
      `Migration ${row.name} was begun by another tool and not finished: repair it with \`prisma migrate resolve\`.`,
    );
  if (row.checksum !== migration.checksum)
    throw new MigrationError(
      `Migration ${row.name} was edited after it was applied: put its file back and add a new one.`,
    );
  return false;
}

/** A refusal that is told in its one sentence. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}
